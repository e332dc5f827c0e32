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
import org.dcss.eventstore.platform.function.Assembly;
import org.dcss.eventstore.platform.function.Platform;
import org.dcss.eventstore.platform.http.HttpApi;
import org.dcss.eventstore.platform.http.HttpHandler;
import org.dcss.eventstore.platform.http.ProblemType;
import org.dcss.eventstore.platform.http.TimeLimit;
import org.dcss.eventstore.platform.telemetry.MetricSink;

/** {@code GET} and {@code HEAD} of {@code /events}, {@code /events/{ts}} and {@code /health}. Safe for use by several threads. */
public final class QueryHandler extends HttpHandler {

    /**
     * What the handler is made of.
     *
     * @param readers as {@link DayReader} needs them
     */
    record Parts(EventLog events, Settling settling, Caching caching, Executor readers, Platform platform) {}

    /** What is left is for a read that is under way, and for sending the answer. */
    private static final TimeLimit TIME = TimeLimit.behindGateway(Duration.ofSeconds(2));

    private static final String GET = "GET ";
    private static final String HEAD = "HEAD ";

    private final EventLog events;
    private final Endpoints endpoints;
    private final Platform platform;

    /** As Lambda makes it: set up by the environment. */
    public QueryHandler() {
        this(Assembly.start(QueryFunction::new, System.getenv(), Clock.systemUTC()));
    }

    /**
     * Set up by these variables instead of the environment's.
     *
     * @param metrics takes the measurements instead of the log
     */
    public QueryHandler(Map<String, String> variables, Clock clock, MetricSink metrics) {
        this(Assembly.start(QueryFunction::new, variables, clock, metrics));
    }

    QueryHandler(Parts parts) {
        super(parts.platform().log());
        this.events = parts.events();
        this.endpoints = Endpoints.of(parts);
        this.platform = parts.platform();
    }

    @Override
    protected APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent request, Context context) {
        String route = request.getRouteKey();
        boolean head = route.startsWith(HEAD);
        Answer answer = answerOrUnavailable(head ? GET + route.substring(HEAD.length()) : route, request, context);
        platform.metrics().publish(QueryMetrics.of(context.getAwsRequestId(), answer));
        return (head ? answer.withoutBody() : answer).response();
    }

    private Answer answerOrUnavailable(String route, APIGatewayV2HTTPEvent request, Context context) {
        try {
            return switch (route) {
                case "GET /events" -> events(request, TIME.answerBy(context, platform.clock()));
                case "GET /events/{ts}" ->
                    endpoints
                            .event()
                            .answer(
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
            platform.log()
                    .warn("read-failed", context.getAwsRequestId())
                    .with(e)
                    .write();
            return Answer.of(ProblemType.UNAVAILABLE
                    .because("The event table gives no answer just now. Nothing is lost; please try again.")
                    .toResponse(Map.of("Retry-After", "1")));
        }
    }

    private Answer events(APIGatewayV2HTTPEvent request, Instant answerBy) {
        EventsQuery query = EventsParameters.parse(
                request.getQueryStringParameters(), platform.clock().instant());
        return query.answer(endpoints, Reading.of(request), answerBy);
    }

    /** Whether the table answers: any read tells, such as that of a slot in 1970, where no event can be. */
    private Answer health() {
        events.get(new Slot(0));
        return Answer.of(HttpApi.response(
                200, Map.of("Content-Type", Answer.JSON, "Cache-Control", "no-store"), "{\"status\":\"ok\"}"));
    }
}
