package org.dcss.eventstore.submit;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.dcss.eventstore.platform.HttpHandler;
import org.dcss.eventstore.platform.Log;
import org.dcss.eventstore.platform.MetricSink;
import org.dcss.eventstore.submit.Authenticator.Result;

/** {@code POST /submit}: a success is answered once the queue has confirmed. Safe for use by several threads. */
public final class SubmitHandler extends HttpHandler {

    /** The gateway gives up after 30 s. */
    private static final Duration LONGEST = Duration.ofSeconds(20);
    /** For answering, once it is clear that the queue does not. */
    private static final Duration RESERVE = Duration.ofMillis(500);

    private final Authenticator authenticator;
    private final Submitter submitter;
    private final KeyUse keyUse;
    private final MetricSink metrics;
    private final Log log;
    private final SubmitLog submitLog;
    private final Clock clock;

    /** As Lambda makes it: set up by the environment. */
    public SubmitHandler() {
        this(new SubmitWiring(SubmitConfig.from(System.getenv()), Clock.systemUTC()));
    }

    /**
     * Set up by these variables instead of the environment's.
     *
     * @param metrics takes the measurements instead of the log
     */
    public SubmitHandler(Map<String, String> variables, Clock clock, MetricSink metrics) {
        this(new SubmitWiring(SubmitConfig.from(variables), clock), metrics);
    }

    SubmitHandler(SubmitWiring wiring) {
        this(wiring, wiring.metrics());
    }

    private SubmitHandler(SubmitWiring wiring, MetricSink metrics) {
        this(wiring.authenticator(), wiring.submitter(), wiring.keyUse(), metrics, wiring.log(), wiring.clock());
    }

    SubmitHandler(
            Authenticator authenticator, Submitter submitter, KeyUse keyUse, MetricSink metrics, Log log, Clock clock) {
        super(log);
        this.authenticator = authenticator;
        this.submitter = submitter;
        this.keyUse = keyUse;
        this.metrics = metrics;
        this.log = log;
        this.submitLog = new SubmitLog(log);
        this.clock = clock;
    }

    @Override
    protected APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent request, Context context) {
        Instant started = clock.instant();
        String requestId = context.getAwsRequestId();
        Duration remaining =
                Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
        Instant answerBy = started.plus(remaining.compareTo(LONGEST) < 0 ? remaining : LONGEST);

        Result caller = authenticator.authenticate(request.getHeaders());
        Optional<Caller> known =
                caller instanceof Result.Authenticated valid ? Optional.of(valid.caller()) : Optional.empty();
        known.ifPresent(keyUse::note);
        Submission submission =
                known.map(good -> submitter.submit(request, good, answerBy)).orElseGet(() -> refuse(caller, requestId));
        APIGatewayV2HTTPResponse response =
                Answers.with(known.map(good -> good.headers(started)).orElse(Map.of()), Answers.of(submission));

        metrics.publish(SubmitMetrics.of(requestId, submission, Duration.between(started, clock.instant())));
        submitLog.write(requestId, gatewayId(request), caller, submission);
        return response;
    }

    private static String gatewayId(APIGatewayV2HTTPEvent request) {
        return Objects.requireNonNullElse(request.getRequestContext().getRequestId(), "");
    }

    private Submission refuse(Result caller, String requestId) {
        if (caller instanceof Result.Unknown unknown) {
            log.warn("keys-unavailable", requestId).with(unknown.cause()).write();
            return new Refused(Problems.unavailable());
        }
        return new Refused(caller instanceof Result.Missing ? Problems.missingKey() : Problems.unknownKey());
    }
}
