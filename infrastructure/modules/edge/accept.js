// A CloudFront Function (runtime 2.0). CloudFront ignores `Vary`: what a client accepts is made one of a few names here, and
// that name is part of an answer's key. It runs for each request, so it only looks for the names that there are.

var JSON_ARRAY = 'application/json'; // of a single event: one object
var LINES = 'application/x-ndjson';
var BATCH = 'application/cloudevents-batch+json';
var SINGLE = 'application/cloudevents+json';

// For a client that takes none of the formats: the API refuses it.
var NONE = 'application/json;q=0';

var QUALITY = /^[01](\.[0-9]{0,3})?$/;

// The weight of a media range, from 0 to 1; what is no such number counts as 0, as the API reads it.
function weight(parameters) {
    for (var i = 0; i < parameters.length; i++) {
        var parameter = parameters[i].trim().toLowerCase();
        if (parameter.startsWith('q=')) {
            var value = parameter.slice(2);
            return QUALITY.test(value) ? Math.min(1, Number(value)) : 0;
        }
    }
    return 1;
}

// The greatest weight of each range that is named.
function weights(accept) {
    var all = Object.create(null);
    var ranges = accept.split(',', 32);
    for (var i = 0; i < ranges.length; i++) {
        var parts = ranges[i].split(';');
        var name = parts[0].trim().toLowerCase();
        if (name !== '') {
            all[name] = Math.max(name in all ? all[name] : 0, weight(parts.slice(1)));
        }
    }
    return all;
}

// As the API decides: the weight of the narrowest range that a format lies in; of formats that weigh the same, the first.
function preferred(accept, formats) {
    var given = weights(accept.trim() === '' ? '*/*' : accept);
    var best = NONE;
    var bestWeight = 0;
    for (var i = 0; i < formats.length; i++) {
        var range = [formats[i], 'application/*', '*/*'].find(function (name) { return name in given; });
        if (range !== undefined && given[range] > bestWeight) {
            best = formats[i];
            bestWeight = given[range];
        }
    }
    return best;
}

function handler(event) {
    var request = event.request;
    var accept = request.headers.accept ? request.headers.accept.value : '*/*';
    var name = '*/*';
    if (request.uri === '/events') {
        name = preferred(accept, [JSON_ARRAY, LINES, BATCH]);
    } else if (request.uri.startsWith('/events/')) {
        name = preferred(accept, [JSON_ARRAY, SINGLE]);
    }
    request.headers.accept = { value: name };
    return request;
}
