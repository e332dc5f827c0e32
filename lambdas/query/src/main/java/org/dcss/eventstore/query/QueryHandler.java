package org.dcss.eventstore.query;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.stream.StreamTable;
import org.dcss.eventstore.core.view.ViewConflictException;
import org.dcss.eventstore.core.view.ViewTableException;
import org.dcss.eventstore.platform.function.Assembly;
import org.dcss.eventstore.platform.function.Host;
import org.dcss.eventstore.platform.function.Platform;
import org.dcss.eventstore.platform.http.HttpHandler;
import org.dcss.eventstore.platform.http.ProblemType;
import org.dcss.eventstore.platform.http.TimeLimit;
import org.dcss.eventstore.query.answer.Answer;
import org.dcss.eventstore.query.answer.Caching;
import org.dcss.eventstore.query.answer.Endpoint;
import org.dcss.eventstore.query.view.Views;

/** {@code GET} and {@code HEAD} of all that is read. Safe for use by several threads. */
public final class QueryHandler extends HttpHandler {

    /**
     * What the handler is made of.
     *
     * @param views empty where none are kept
     * @param streams empty where none are kept
     * @param readers run one read at a time for each caller, and {@code pagesAhead} more
     * @param pagesAhead how many pages of the feed are read ahead, for all readers together
     */
    record Parts(
            EventLog events,
            Optional<Views> views,
            Optional<StreamTable> streams,
            Settling settling,
            Caching caching,
            Executor readers,
            int pagesAhead,
            Platform platform) {

        /** Without streams, and without reading ahead. */
        Parts(
                EventLog events,
                Optional<Views> views,
                Settling settling,
                Caching caching,
                Executor readers,
                Platform platform) {
            this(events, views, Optional.empty(), settling, caching, readers, 0, platform);
        }
    }

    /** What is left is for a read that is under way, and for sending the answer. */
    private static final TimeLimit TIME = TimeLimit.behindGateway(Duration.ofSeconds(2));

    private static final String GET = "GET ";
    private static final String HEAD = "HEAD ";

    private final Map<String, Endpoint> routes;
    private final Platform platform;

    /** As Lambda makes it: set up by the environment. */
    public QueryHandler() {
        this(Host.lambda(System.getenv(), Clock.systemUTC()));
    }

    /** Set up by another host. */
    public QueryHandler(Host host) {
        this(Assembly.start(QueryFunction::new, host));
    }

    QueryHandler(Parts parts) {
        super(parts.platform().log(), parts.platform().gate());
        this.routes = Routes.of(parts);
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
            Endpoint endpoint = routes.get(route);
            return endpoint == null
                    ? noSuchRoute()
                    : endpoint.answer(request, TIME.answerBy(context, platform.clock()));
        } catch (ReadFailedException e) {
            platform.log()
                    .warn("read-failed", context.getAwsRequestId())
                    .with(e)
                    .write();
            return Answer.of(ProblemType.UNAVAILABLE
                    .because("The table gives no answer just now. Nothing is lost; please try again.")
                    .toResponse(Map.of("Retry-After", "1")));
        } catch (ViewTableException e) {
            platform.log()
                    .warn("view-read-failed", context.getAwsRequestId())
                    .with(e)
                    .write();
            return Answer.of(ProblemType.UNAVAILABLE
                    .because("The table of views gives no answer just now. Nothing is lost; please try again.")
                    .toResponse(Map.of("Retry-After", "1")));
        } catch (ViewConflictException e) {
            platform.log()
                    .error("view-conflict", context.getAwsRequestId())
                    .with(e)
                    .write();
            return Answer.of(ProblemType.UNAVAILABLE
                    .because("This view must be filled anew. The log itself is whole: read it by GET /events.")
                    .toResponse(Map.of("Retry-After", "600")));
        }
    }

    private Answer noSuchRoute() {
        return Answer.of(ProblemType.NOT_FOUND
                .because("There are "
                        + String.join(", ", routes.keySet().stream().sorted().toList()) + ".")
                .toResponse());
    }
}
