package org.dcss.eventstore.intake;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.dcss.eventstore.intake.key.Authenticator;
import org.dcss.eventstore.intake.key.Authenticator.Result;
import org.dcss.eventstore.intake.key.Caller;
import org.dcss.eventstore.intake.key.KeyUse;
import org.dcss.eventstore.intake.problem.Checked;
import org.dcss.eventstore.intake.problem.Problems;
import org.dcss.eventstore.platform.telemetry.Log;

/** The first step of a request that needs a key: whose it is, or why it is refused. Safe for use by several threads. */
public final class Admission {

    /** What is known of a request from here on. */
    public record Admitted(Origin origin, Checked<Caller> caller) {

        /** What every answer to the caller's key says beside its own headers. */
        public Map<String, String> headers(Instant now) {
            return caller.either(known -> known.headers(now), refused -> Map.of());
        }
    }

    private final Authenticator authenticator;
    private final KeyUse keyUse;
    private final Log log;

    public Admission(Authenticator authenticator, KeyUse keyUse, Log log) {
        this.authenticator = authenticator;
        this.keyUse = keyUse;
        this.log = log;
    }

    /** Authenticates a request and notes that its key was used; logs where the keys give no answer. */
    public Admitted admit(APIGatewayV2HTTPEvent request, String requestId) {
        String gatewayId = gatewayId(request);
        Result result = authenticator.authenticate(request.getHeaders());
        if (result instanceof Result.Authenticated known) {
            Caller caller = known.caller();
            keyUse.note(caller);
            return new Admitted(
                    new Origin(requestId, gatewayId, caller.src().name(), caller.keyId()), new Checked.Good<>(caller));
        } else if (result instanceof Result.Refused refused) {
            String key = refused.keyId().orElse("");
            return new Admitted(
                    new Origin(requestId, gatewayId, "", key), new Checked.Refused<>(Problems.unknownKey()));
        } else if (result instanceof Result.Unknown unknown) {
            log.warn("keys-unavailable", requestId).with(unknown.cause()).write();
        }
        return new Admitted(
                new Origin(requestId, gatewayId, "", ""),
                new Checked.Refused<>(
                        result instanceof Result.Missing ? Problems.missingKey() : Problems.unavailable()));
    }

    /** The gateway's own id of a request; empty where it gives none. */
    public static String gatewayId(APIGatewayV2HTTPEvent request) {
        return Objects.requireNonNullElse(request.getRequestContext().getRequestId(), "");
    }
}
