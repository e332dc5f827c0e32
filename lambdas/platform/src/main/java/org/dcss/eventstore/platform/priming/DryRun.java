package org.dcss.eventstore.platform.priming;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;

/** Has a handler answer each request of a script; for one thread. */
public final class DryRun implements Priming.Step {

    private final DryRunScript script;
    private final RequestStreamHandler handler;
    private final Duration timeout;
    private final ScriptTime time;
    private final Clock clock;
    private final Runnable closing;
    private int round;

    /**
     * A dry run of a function.
     *
     * @param timeout how long a request may take
     * @param clock runs; the handler may have another
     */
    public DryRun(DryRunScript script, RequestStreamHandler handler, Duration timeout, Clock clock) {
        this(script, handler, timeout, new ScriptTime(script.now(), clock), () -> {});
    }

    /**
     * A dry run by a script's time.
     *
     * @param time the handler's own
     * @param closing gives up what the handler holds
     */
    public DryRun(
            DryRunScript script, RequestStreamHandler handler, Duration timeout, ScriptTime time, Runnable closing) {
        this.script = script;
        this.handler = handler;
        this.timeout = timeout;
        this.time = time;
        this.clock = time.clock();
        this.closing = closing;
    }

    /**
     * Runs the script once.
     *
     * @throws IllegalStateException if an answer is another than the script says
     */
    @Override
    public void run() throws IOException {
        round++;
        for (DryRunScript.Exchange exchange : script.exchanges()) {
            time.restart();
            byte[] request = exchange.request(round).getBytes(StandardCharsets.UTF_8);
            ByteArrayOutputStream answer = new ByteArrayOutputStream(4096);
            handler.handleRequest(
                    new ByteArrayInputStream(request), answer, new InvocationContext("dry-run", timeout, clock));
            if (!exchange.isAnsweredBy(answer.toString(StandardCharsets.UTF_8))) {
                throw new IllegalStateException("not answered with " + exchange.answer());
            }
        }
    }

    @Override
    public void close() {
        closing.run();
    }
}
