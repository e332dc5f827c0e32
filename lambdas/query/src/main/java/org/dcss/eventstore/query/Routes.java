package org.dcss.eventstore.query;

import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.dcss.eventstore.query.answer.Answer;
import org.dcss.eventstore.query.answer.Endpoint;
import org.dcss.eventstore.query.log.EventEndpoint;
import org.dcss.eventstore.query.log.EventsEndpoint;
import org.dcss.eventstore.query.log.HealthEndpoint;
import org.dcss.eventstore.query.page.Pages;
import org.dcss.eventstore.query.stream.StreamEndpoint;
import org.dcss.eventstore.query.view.CountsEndpoint;
import org.dcss.eventstore.query.view.SourcesEndpoint;
import org.dcss.eventstore.query.view.Views;
import org.dcss.eventstore.query.xlog.XlogEndpoint;

/** Which endpoint answers which of the gateway's routes. */
final class Routes {

    private Routes() {}

    static Map<String, Endpoint> of(QueryHandler.Parts parts) {
        Clock clock = parts.platform().clock();
        Map<String, Endpoint> routes = new TreeMap<>();
        routes.put(
                "GET /events",
                new EventsEndpoint(
                        parts.events(),
                        parts.views(),
                        parts.settling(),
                        parts.caching(),
                        parts.readers(),
                        parts.pagesAhead(),
                        Clock.tick(clock, parts.caching().step())));
        routes.put("GET /events/{ts}", new EventEndpoint(parts.events(), parts.caching(), clock));
        routes.put("GET /health", new HealthEndpoint(parts.events()));
        routes.put(
                "GET /counts",
                parts.views()
                        .<Endpoint>map(views -> new CountsEndpoint(views, parts.settling(), clock))
                        .orElse(withoutViews(Views.COUNTS)));
        routes.put(
                "GET /sources",
                parts.views()
                        .<Endpoint>map(views -> new SourcesEndpoint(views, clock))
                        .orElse(withoutViews(Views.SOURCES)));
        Endpoint files = parts.views().<Endpoint>map(XlogEndpoint::new).orElse(withoutViews(Views.XLOG));
        routes.put("GET /xlog", files);
        routes.put("GET /xlog/{path+}", files);
        routes.put("GET /streams/{id}", new StreamEndpoint(parts.streams()));
        routes.putAll(Pages.routes());
        return Map.copyOf(routes);
    }

    private static Endpoint withoutViews(String view) {
        Answer off = Views.off(view);
        return (request, answerBy) -> off;
    }
}
