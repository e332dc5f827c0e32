package org.dcss.eventstore.submit;

import java.util.List;

/** What a request's content is made of. */
sealed interface Body permits Body.Elements, Refused {

    /**
     * Where events are, in order.
     *
     * @param isBatch whether they came as an array or as lines, however many they are; else there is exactly one
     */
    record Elements(List<Element> elements, boolean isBatch) implements Body {}
}
