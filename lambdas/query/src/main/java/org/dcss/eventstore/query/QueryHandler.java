package org.dcss.eventstore.query;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executor;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.platform.HttpApi;
import org.dcss.eventstore.platform.HttpHandler;
import org.dcss.eventstore.platform.Log;
import org.dcss.eventstore.platform.MetricSink;
import org.dcss.eventstore.platform.ProblemType;

/** {@code GET} and {@code HEAD} of {@code /events}, {@code /events/{ts}} and {@code /health}. Safe for use by several threads. */
public final class QueryHandler extends HttpHandler {

    /** The gateway gives up after 30 s. */
    private static final Duration LONGEST = Duration.ofSeconds(20);
    /** For a read that is under way, and for sending the answer. */
    private static final Duration RESERVE = Duration.ofSeconds(2);

    private static final String GET = "GET ";
    private static final String HEAD = "HEAD ";

    private final EventLog events;
    private final DayEndpoint day;
    private final FeedEndpoint feed;
    private final EventEndpoint event;
    private final MetricSink metrics;
    private final Log log;
    private final Clock clock;

    /** As Lambda makes it: set up by the environment. */
    public QueryHandler() {
        this(new QueryWiring(QueryConfig.from(System.getenv()), Clock.systemUTC()));
    }

    /**
     * Set up by these variables instead of the environment's.
     *
     * @param metrics takes the measurements instead of the log
     */
    public QueryHandler(Map<String, String> variables, Clock clock, MetricSink metrics) {
        this(new QueryWiring(QueryConfig.from(variables), clock), metrics);
    }

    QueryHandler(QueryWiring wiring) {
        this(wiring, wiring.metrics());
    }

    private QueryHandler(QueryWiring wiring, MetricSink metrics) {
        this(
                wiring.events(),
                wiring.settling(),
                wiring.caching(),
                wiring.readers(),
                metrics,
                wiring.log(),
                wiring.clock());
    }

    /** @param readers as {@link DayReader} needs it */
    QueryHandler(
            EventLog events,
            Settling settling,
            Caching caching,
            Executor readers,
            MetricSink metrics,
            Log log,
            Clock clock) {
        super(log);
        this.events = events;
        this.day = new DayEndpoint(new DayReader(events, settling, readers, clock), settling, caching, clock);
        this.feed = new FeedEndpoint(new Feed(events, settling, clock), caching, clock);
        this.event = new EventEndpoint(events, caching, clock);
        this.metrics = metrics;
        this.log = log;
        this.clock = clock;
    }

    @Override
    protected APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent request, Context context) {
        String route = request.getRouteKey();
        boolean head = route.startsWith(HEAD);
        Answer answer = answerOrUnavailable(head ? GET + route.substring(HEAD.length()) : route, request, context);
        metrics.publish(QueryMetrics.of(context.getAwsRequestId(), answer));
        return (head ? answer.withoutBody() : answer).response();
    }

    private Answer answerOrUnavailable(String route, APIGatewayV2HTTPEvent request, Context context) {
        try {
            return switch (route) {
                case "GET /events" -> events(request, answerBy(context));
                case "GET /events/{ts}" ->
                    event.answer(
                            request.getPathParameters().getOrDefault("ts", ""),
                            request.getQueryStringParameters(),
                            Reading.of(request));
                case "GET /health" -> health();
                default ->
                    Answer.of(ProblemType.NOT_FOUND
                            .because("There are GET /events, GET /events/{ts} and GET /health.")
                            .toResponse());
            };
        } catch (ReadFailedException e) {
            log.warn("read-failed", context.getAwsRequestId()).with(e).write();
            return Answer.of(ProblemType.UNAVAILABLE
                    .because("The event table gives no answer just now. Nothing is lost; please try again.")
                    .toResponse(Map.of("Retry-After", "1")));
        }
    }

    private Answer events(APIGatewayV2HTTPEvent request, Instant answerBy) {
        EventsQuery query = EventsParameters.parse(request.getQueryStringParameters(), clock.instant());
        Reading reading = Reading.of(request);
        if (query instanceof EventsQuery.OfDay ofDay) {
            return day.answer(ofDay, reading, answerBy);
        } else if (query instanceof EventsQuery.OfFeed ofFeed) {
            return feed.answer(ofFeed, reading);
        } else if (query instanceof EventsQuery.Malformed malformed) {
            return Answer.of(Problems.INVALID_PARAMETER.because(malformed.why()).toResponse());
        }
        throw new IllegalStateException("no such query: " + query);
    }

    /** Any read will do: the slot it asks for was free before there was a store. */
    private Answer health() {
        events.get(new Slot(0));
        return Answer.of(HttpApi.response(
                200, Map.of("Content-Type", Answer.JSON, "Cache-Control", "no-store"), "{\"status\":\"ok\"}"));
    }

    private Instant answerBy(Context context) {
        Duration left = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
        return clock.instant().plus(left.compareTo(LONGEST) < 0 ? left : LONGEST);
    }
}
