package org.dcss.eventstore.query.request;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dcss.eventstore.core.read.Filter;

/**
 * Which events of a stretch of the log a request asks for.
 *
 * @param parameters those of the request that say so; every link that leads on from an answer repeats them, in order
 */
public record Selection(Filter filter, Map<String, String> parameters) {

    static final Selection ALL = new Selection(Filter.NONE, Map.of());

    public Selection {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Whether it selects the same events whenever it is asked for. */
    public boolean isTimeless() {
        return filter.since().isEmpty();
    }
}
