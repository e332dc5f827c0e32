package org.dcss.eventstore.local.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.dcss.eventstore.local.function.FunctionException;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.dcss.eventstore.platform.http.HttpApi;
import org.dcss.eventstore.platform.http.Problem;
import org.dcss.eventstore.platform.http.ProblemType;

/** A function that accepts events, which is not asked while too many wait to be stored. */
final class HeldBack implements LambdaFunction {

    private static final Problem TOO_MUCH = new ProblemType("backlog", 429, "Too much is waiting")
            .because("More events wait to be stored than this machine stores in "
                    + Backlog.WORTH.toSeconds()
                    + " s, and nothing of this request was accepted. Send it again after the time that the header"
                    + " Retry-After says.");

    private final LambdaFunction function;
    private final BooleanSupplier full;

    HeldBack(LambdaFunction function, BooleanSupplier full) {
        this.function = function;
        this.full = full;
    }

    @Override
    public byte[] invoke(byte[] request) throws FunctionException {
        return full.getAsBoolean() ? refusal() : function.invoke(request);
    }

    private static byte[] refusal() throws FunctionException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            HttpApi.write(TOO_MUCH.toResponse(Map.of("Retry-After", "2")), answer);
        } catch (IOException e) {
            throw new FunctionException("a refusal cannot be written", e);
        }
        return answer.toByteArray();
    }
}
