package org.dcss.eventstore.query.request;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.read.Filter;

/**
 * Which events of a stretch of the log a request asks for.
 *
 * @param entity what they are about; empty for whatever
 * @param parameters those of the request that say so; every link that leads on from an answer repeats them, in order
 */
public record Selection(Filter filter, Optional<String> entity, Map<String, String> parameters) {

    static final Selection ALL = new Selection(Filter.NONE, Map.of());

    public Selection {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Whatever the events are about. */
    Selection(Filter filter, Map<String, String> parameters) {
        this(filter, Optional.empty(), parameters);
    }

    /** Whether it selects the same events whenever it is asked for. */
    public boolean isTimeless() {
        return filter.since().isEmpty();
    }
}
