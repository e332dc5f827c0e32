// A CloudFront Function (runtime 2.0). CloudFront ignores `Vary`: what a client accepts is made one of a few names here, and
// that name is part of an answer's key. It runs for each request, so it only looks for the names that there are.

var JSON_ARRAY = 'application/json';
var LINES = 'application/x-ndjson';
var BATCH = 'application/cloudevents-batch+json';
var SINGLE = 'application/cloudevents+json';

// The weight of a media range, from 0 to 1; what is no number counts as 1, as if there was none.
function weight(parameters) {
    for (var i = 0; i < parameters.length; i++) {
        var parameter = parameters[i].trim().toLowerCase();
        if (parameter.startsWith('q=')) {
            var number = Number(parameter.slice(2));
            return number >= 0 && number <= 1 ? number : 1;
        }
    }
    return 1;
}

// The format of the greatest weight; of equal ones the first that is named, and a named one before a `*`.
function preferred(accept, formats) {
    var best = formats[0];
    var bestWeight = 0;
    var any = 0;
    var ranges = accept.split(',', 32);
    for (var i = 0; i < ranges.length; i++) {
        var parts = ranges[i].split(';');
        var name = parts[0].trim().toLowerCase();
        var q = weight(parts.slice(1));
        if (name === '*/*' || name === 'application/*') {
            any = Math.max(any, q);
        } else if (formats.includes(name) && q > bestWeight) {
            best = name;
            bestWeight = q;
        }
    }
    return any > bestWeight ? formats[0] : best;
}

function handler(event) {
    var request = event.request;
    var accept = request.headers.accept ? request.headers.accept.value : '*/*';
    var name = '*/*';
    if (request.uri === '/events') {
        name = preferred(accept, [JSON_ARRAY, LINES, BATCH]);
    } else if (request.uri.startsWith('/events/')) {
        name = preferred(accept, [JSON_ARRAY, LINES, SINGLE]);
    }
    request.headers.accept = { value: name };
    return request;
}
