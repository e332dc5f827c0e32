vcl 4.1;

# What modules/edge has CloudFront do, for a cache on one machine.

backend api {
    .host = "127.0.0.1";
    .port = "PORT";
}

sub vcl_recv {
    # Neither kept nor compressed.
    if (req.url ~ "^/(submit|streams|xlog)(/|\?|$)" || req.url ~ "^/track\.gif(\?|$)") {
        return (pass);
    }
    # As accept.js has it, for clients that name one format.
    if (req.url ~ "^/events(\?|$)" && req.http.Accept ~ "^application/(x-ndjson|cloudevents-batch\+json)$") {
        set req.http.X-Format = req.http.Accept;
    } else if (req.url ~ "^/events/" && req.http.Accept == "application/cloudevents+json") {
        set req.http.X-Format = req.http.Accept;
    } else if (req.url ~ "^/events") {
        set req.http.X-Format = "application/json";
    } else {
        set req.http.X-Format = "*/*";
    }
    set req.http.Accept = req.http.X-Format;
    unset req.http.X-Format;
    unset req.http.Cookie;
    unset req.http.Authorization;
    return (hash);
}

sub vcl_hash {
    hash_data(req.url);
    hash_data(req.http.Accept);
    return (lookup);
}

sub vcl_backend_response {
    if (bereq.uncacheable) {
        return (deliver);
    }
    # CloudFront does not look at it.
    unset beresp.http.Vary;
    # Kept for as long as the API says, never shown when that is over, and asked again by its tag.
    set beresp.grace = 0s;
    set beresp.keep = 1h;
    if (beresp.ttl > 1d) {
        set beresp.ttl = 1d;
    }
    if (beresp.http.Cache-Control ~ "no-store|no-cache|private" || beresp.ttl <= 0s) {
        set beresp.uncacheable = true;
        set beresp.ttl = 1s;
    }
    return (deliver);
}
