// What the edge's function makes of `Accept`; run by check.sh with node.
const assert = require('node:assert');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const source = readFileSync(join(__dirname, '../modules/edge/accept.js'), 'utf8');
const handler = new Function(`${source}; return handler;`)();

function normalised(uri, accept) {
  const headers = accept === undefined ? {} : { accept: { value: accept } };
  return handler({ request: { uri, headers, querystring: {} } }).headers.accept.value;
}

const json = 'application/json';
const lines = 'application/x-ndjson';
const batch = 'application/cloudevents-batch+json';
const single = 'application/cloudevents+json';
const none = 'application/json;q=0';

const cases = [
  // What clients send unasked: none, curl, fetch, Python, browsers.
  ['/events', undefined, json],
  ['/events', '', json],
  ['/events', '*/*', json],
  ['/events', 'application/json, text/plain, */*', json],
  ['/events', 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8', json],
  ['/events', 'application/*', json],
  // Each format by its name, however it is spelt.
  ['/events', json, json],
  ['/events', lines, lines],
  ['/events', ' Application/X-NDJSON ; charset=utf-8', lines],
  ['/events', batch, batch],
  ['/events/1795651200000', single, single],
  ['/events/1795651200000', '*/*', json],
  // The narrowest range counts, the greatest weight wins, and of equal ones the API's first.
  ['/events', 'application/x-ndjson, */*;q=0.1', lines],
  ['/events', 'application/x-ndjson, */*', json],
  ['/events', 'application/x-ndjson;q=0.5, */*', json],
  ['/events', 'application/x-ndjson;q=0.5, application/cloudevents-batch+json;q=0.9', batch],
  ['/events', 'application/x-ndjson, application/json', json],
  ['/events', 'application/json;q=0, */*', lines],
  ['/events', 'application/*;q=0.2, application/x-ndjson;q=0.1', json],
  ['/events', 'application/x-ndjson;q=0, application/json;q=0.1', json],
  ['/events', 'application/x-ndjson; q=oops', none],
  ['/events', `${single}, ${batch};q=0.2`, batch],
  // Who takes nothing that there is gets the API's refusal, all the same one.
  ['/events', single, none],
  ['/events', 'text/csv', none],
  ['/events', '__proto__, constructor', none],
  ['/events/1795651200000', batch, none],
  ['/events/1795651200000', lines, none],
  ['/events', `${'text/csv,'.repeat(5000)}${lines}`, none],
  // Nothing else has formats: all share one answer.
  ['/', 'text/html', '*/*'],
  ['/counts', lines, '*/*'],
  ['/openapi.yaml', undefined, '*/*'],
];

for (const [uri, accept, expected] of cases) {
  assert.strictEqual(normalised(uri, accept), expected, `${uri} with Accept: ${String(accept).slice(0, 100)}`);
}

const request = { uri: '/events', headers: { range: { value: 'bytes=0-1' } }, querystring: { after: { value: '0' } } };
assert.deepStrictEqual(handler({ request }), {
  uri: '/events',
  headers: { range: { value: 'bytes=0-1' }, accept: { value: json } },
  querystring: { after: { value: '0' } },
});
assert.ok(source.length < 10240, 'CloudFront takes 10 KB');

console.log(`the edge's function: ${cases.length} cases`);
