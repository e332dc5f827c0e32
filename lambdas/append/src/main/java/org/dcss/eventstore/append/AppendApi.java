package org.dcss.eventstore.append;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.dcss.eventstore.intake.key.Authenticator;
import org.dcss.eventstore.intake.key.Authenticator.Result;
import org.dcss.eventstore.intake.key.Caller;
import org.dcss.eventstore.intake.key.KeyUse;
import org.dcss.eventstore.intake.problem.Problems;
import org.dcss.eventstore.platform.function.Platform;
import org.dcss.eventstore.platform.http.HttpHandler;
import org.dcss.eventstore.platform.http.TimeLimit;

/** {@code POST /streams/{id}} and {@code POST /streams/{id}/{version}}. Safe for use by several threads. */
final class AppendApi extends HttpHandler {

    /** What is left is for the call that is under way, and for answering. */
    private static final TimeLimit TIME = TimeLimit.behindGateway(Duration.ofSeconds(4));

    private final Authenticator authenticator;
    private final KeyUse keyUse;
    private final Appends appends;
    private final Platform platform;
    private final AppendLog appendLog;

    AppendApi(AppendHandler.Parts parts) {
        super(parts.platform().log(), parts.platform().gate());
        this.authenticator = parts.authenticator();
        this.keyUse = parts.keyUse();
        this.appends = parts.appends();
        this.platform = parts.platform();
        this.appendLog = new AppendLog(platform.log());
    }

    @Override
    protected APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent request, Context context) {
        Clock clock = platform.clock();
        Instant started = clock.instant();
        Instant answerBy = TIME.answerBy(context, clock);
        String requestId = context.getAwsRequestId();

        Result caller = authenticator.authenticate(request.getHeaders());
        Optional<Caller> known =
                caller instanceof Result.Authenticated valid ? Optional.of(valid.caller()) : Optional.empty();
        known.ifPresent(keyUse::note);
        Appending appending =
                known.map(good -> appends.append(request, good, answerBy)).orElseGet(() -> refuse(caller, requestId));

        platform.metrics().publish(AppendMetrics.of(requestId, appending, Duration.between(started, clock.instant())));
        String gatewayId =
                Objects.requireNonNullElse(request.getRequestContext().getRequestId(), "");
        appendLog.write(requestId, gatewayId, caller, appending);
        return Answers.of(appending, known.map(good -> good.headers(started)).orElse(Map.of()));
    }

    private Appending refuse(Result caller, String requestId) {
        if (caller instanceof Result.Unknown unknown) {
            platform.log()
                    .warn("keys-unavailable", requestId)
                    .with(unknown.cause())
                    .write();
            return new Appending.Refused(Problems.unavailable());
        }
        return new Appending.Refused(caller instanceof Result.Missing ? Problems.missingKey() : Problems.unknownKey());
    }
}
