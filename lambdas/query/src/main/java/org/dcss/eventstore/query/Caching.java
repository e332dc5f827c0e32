package org.dcss.eventstore.query;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The headers that say how long an answer may be kept. */
final class Caching {

    /** For what never changes: a year, which is as good as for ever. */
    static final String FOREVER = "public, max-age=31536000, immutable";
    /** For what may change at any time: to be asked for again before each use. */
    static final String ASK_AGAIN = "no-cache";

    private Caching() {}

    /** @param tag of an answer that never changes; empty for one that may */
    static Map<String, String> headers(Optional<String> tag) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Vary", "Accept-Encoding");
        headers.put("Cache-Control", tag.isPresent() ? FOREVER : ASK_AGAIN);
        tag.ifPresent(value -> headers.put("ETag", value));
        return headers;
    }
}
