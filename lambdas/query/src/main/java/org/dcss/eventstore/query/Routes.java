package org.dcss.eventstore.query;

import java.time.Clock;
import java.util.Map;
import org.dcss.eventstore.query.answer.Endpoint;
import org.dcss.eventstore.query.log.EventEndpoint;
import org.dcss.eventstore.query.log.EventsEndpoint;
import org.dcss.eventstore.query.log.HealthEndpoint;

/** Which endpoint answers which of the gateway's routes. */
final class Routes {

    private Routes() {}

    static Map<String, Endpoint> of(QueryHandler.Parts parts) {
        Clock clock = parts.platform().clock();
        return Map.of(
                "GET /events",
                new EventsEndpoint(parts.events(), parts.settling(), parts.caching(), parts.readers(), clock),
                "GET /events/{ts}",
                new EventEndpoint(parts.events(), parts.caching(), clock),
                "GET /health",
                new HealthEndpoint(parts.events()));
    }
}
