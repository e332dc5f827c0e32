package org.dcss.eventstore.append;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.dcss.eventstore.intake.Admission;
import org.dcss.eventstore.platform.function.Platform;
import org.dcss.eventstore.platform.http.HttpHandler;
import org.dcss.eventstore.platform.http.TimeLimit;

/** {@code POST /streams/{id}} and {@code POST /streams/{id}/{version}}. Safe for use by several threads. */
final class AppendApi extends HttpHandler {

    /** What is left is for the call that is under way, and for answering. */
    private static final TimeLimit TIME = TimeLimit.behindGateway(Duration.ofSeconds(4));

    private final Admission admission;
    private final Appends appends;
    private final Platform platform;
    private final AppendLog appendLog;

    AppendApi(AppendHandler.Parts parts) {
        super(parts.platform().log(), parts.platform().gate());
        this.platform = parts.platform();
        this.admission = new Admission(parts.authenticator(), parts.keyUse(), platform.log());
        this.appends = parts.appends();
        this.appendLog = new AppendLog(platform.log());
    }

    @Override
    protected APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent request, Context context) {
        Clock clock = platform.clock();
        Instant started = clock.instant();
        Instant answerBy = TIME.answerBy(context, clock);
        String requestId = context.getAwsRequestId();

        Admission.Admitted admitted = admission.admit(request, requestId);
        Appending appending =
                admitted.caller().either(caller -> appends.append(request, caller, answerBy), Appending.Refused::new);

        platform.metrics().publish(AppendMetrics.of(requestId, appending, Duration.between(started, clock.instant())));
        appendLog.write(admitted.origin(), appending);
        return Answers.of(appending, admitted.headers(started));
    }
}
