package org.dcss.eventstore.submit.envelope;

/** In which form a request's events come, as far as the request says so. */
public sealed interface Form {

    /** In the store's own form, or in an envelope that is known by its members. */
    record Any() implements Form {}

    /** As CloudEvents, by the request's content type. */
    record CloudEvents() implements Form {}

    /**
     * As their data alone, with the type in the request's path.
     *
     * @param type whatever stands there
     */
    record DataOf(String type) implements Form {}
}
