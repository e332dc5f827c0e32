package org.dcss.eventstore.local.function;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.dcss.eventstore.platform.priming.InvocationContext;

/** A handler in this process; one instance serves all invocations at once. What fails is logged with its cause. */
public final class InProcessFunction implements LambdaFunction {

    private final String name;
    private final RequestStreamHandler handler;
    private final Duration timeout;
    private final Clock clock;
    private final FailureLog log;

    /**
     * A function that logs to standard error.
     *
     * @param timeout what the handler is told it has; it is not ended when it takes longer
     */
    public InProcessFunction(String name, RequestStreamHandler handler, Duration timeout, Clock clock) {
        this(name, handler, timeout, clock, FailureLog.ofProcess(clock));
    }

    /** A function with a log of its own. */
    public InProcessFunction(String name, RequestStreamHandler handler, Duration timeout, Clock clock, FailureLog log) {
        this.name = name;
        this.handler = handler;
        this.timeout = timeout;
        this.clock = clock;
        this.log = log;
    }

    @Override
    // As Lambda: whatever ends an invocation ends nothing else.
    public byte[] invoke(byte[] request) throws FunctionException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream(1024);
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(request), answer, new InvocationContext(name, timeout, clock));
        } catch (IOException | RuntimeException | Error e) {
            log.tell(name + " failed", e);
            throw new FunctionException(name + " failed", e);
        }
        if (answer.size() > MAX_PAYLOAD_BYTES) {
            FunctionException tooMuch = new FunctionException(
                    name + " answered with " + answer.size() + " bytes, more than Lambda passes on");
            log.tell(name + " failed", tooMuch);
            throw tooMuch;
        }
        return answer.toByteArray();
    }
}
