package org.dcss.eventstore.submit;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dcss.eventstore.core.key.KeyTable;
import org.dcss.eventstore.intake.Admission;
import org.dcss.eventstore.intake.Origin;
import org.dcss.eventstore.intake.key.Authenticator;
import org.dcss.eventstore.intake.key.KeyUse;
import org.dcss.eventstore.platform.function.Assembly;
import org.dcss.eventstore.platform.function.Host;
import org.dcss.eventstore.platform.function.Platform;
import org.dcss.eventstore.platform.http.HttpHandler;
import org.dcss.eventstore.platform.http.ProblemType;
import org.dcss.eventstore.platform.http.TimeLimit;
import org.dcss.eventstore.submit.pixel.Pixel;

/**
 * {@code POST /submit}: a success is answered once the queue has confirmed. {@code GET /track.gif}: an image is answered in any
 * case. Safe for use by several threads.
 */
public final class SubmitHandler extends HttpHandler {

    /**
     * What the handler is made of.
     *
     * @param keys without a cache, to open a connection by
     * @param pixel empty where there is none
     */
    public record Parts(
            KeyTable keys,
            Authenticator authenticator,
            Submitter submitter,
            Optional<Pixel> pixel,
            KeyUse keyUse,
            Platform platform) {}

    /** What is left is for answering, once it is clear that the queue does not. */
    private static final TimeLimit TIME = TimeLimit.behindGateway(Duration.ofMillis(500));

    private final Admission admission;
    private final Submitter submitter;
    private final Optional<Pixel> pixel;
    private final Platform platform;
    private final SubmitLog submitLog;

    /** As Lambda makes it: set up by the environment. */
    public SubmitHandler() {
        this(Host.lambda(System.getenv(), Clock.systemUTC()));
    }

    /** Set up by another host. */
    public SubmitHandler(Host host) {
        this(Assembly.start(SubmitFunction::new, host));
    }

    /** Over other parts than AWS's. */
    public SubmitHandler(Parts parts) {
        super(parts.platform().log(), parts.platform().gate());
        this.platform = parts.platform();
        this.admission = new Admission(parts.authenticator(), parts.keyUse(), platform.log());
        this.submitter = parts.submitter();
        this.pixel = parts.pixel();
        this.submitLog = new SubmitLog(platform.log());
    }

    @Override
    protected APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent request, Context context) {
        Clock clock = platform.clock();
        Instant started = clock.instant();
        Instant answerBy = TIME.answerBy(context, clock);
        String requestId = context.getAwsRequestId();
        if (request.getRouteKey().equals(Pixel.ROUTE)) {
            return pixel.map(shown -> answer(shown, request, requestId, started, answerBy))
                    .orElseGet(() -> ProblemType.NOT_FOUND
                            .because("There is no pixel here: none is set up.")
                            .toResponse());
        }

        Admission.Admitted admitted = admission.admit(request, requestId);
        Submission submission = admitted.caller()
                .either(caller -> submitter.submit(request, caller, answerBy), Submission.Refused::new);
        APIGatewayV2HTTPResponse response = Answers.with(admitted.headers(started), submission.answer());

        platform.metrics().publish(SubmitMetrics.of(requestId, submission, Duration.between(started, clock.instant())));
        submitLog.write(admitted.origin(), submission);
        return response;
    }

    /** A page shows the image whatever became of the hit, which no answer acknowledges. */
    private APIGatewayV2HTTPResponse answer(
            Pixel shown, APIGatewayV2HTTPEvent request, String requestId, Instant started, Instant answerBy) {
        try {
            Pixel.Hit hit = shown.queue(request, answerBy);
            Submission.Result result = Submitter.result(hit.id(), hit.result());
            Duration taken = Duration.between(started, platform.clock().instant());
            platform.metrics().publish(SubmitMetrics.of(requestId, new Submission.Single(result), taken));
            submitLog.hit(
                    new Origin(
                            requestId, Admission.gatewayId(request), shown.src().name(), ""),
                    result);
        } catch (RuntimeException e) {
            platform.log().error("unexpected-failure", requestId).with(e).write();
        }
        return Pixel.image();
    }
}
