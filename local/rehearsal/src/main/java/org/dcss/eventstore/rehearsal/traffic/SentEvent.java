package org.dcss.eventstore.rehearsal.traffic;

/**
 * An event as a client sends it.
 *
 * @param id of the client's own; empty for none
 * @param data as JSON without white space; no two events have the same
 */
record SentEvent(String src, String id, String data) {

    /** A milestone that only its name tells from others. */
    static SentEvent named(String name, String src, boolean withId) {
        return new SentEvent(
                src,
                withId ? name : "",
                "{\"name\":\"" + name + "\",\"seed\":12345678901234567890,\"start\":\"20260103091409S\","
                        + "\"time\":\"20260103093334S\",\"type\":\"uniq\",\"milestone\":\"killed Sigmund.\"}");
    }

    /** Whether it may be sent again when nobody knows what became of it. */
    boolean repeatable() {
        return !id.isEmpty();
    }

    String json() {
        return "{\"type\":\"milestone\",\"src\":\"" + src + "\","
                + (id.isEmpty() ? "" : "\"id\":\"" + id + "\",")
                + "\"data\":" + data + "}";
    }
}
