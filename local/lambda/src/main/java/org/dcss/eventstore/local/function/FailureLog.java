package org.dcss.eventstore.local.function;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells what failed and why, one line of JSON each, as a function's log does. The same failure is told once a minute, with
 * how often it came meanwhile. Safe for use by several threads.
 */
public final class FailureLog {

    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final int MAX_KINDS = 100;
    private static final int MAX_TEXT = 300;
    private static final int MAX_CAUSES = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Told(Instant at, int meanwhile) {}

    private final PrintStream out;
    private final Clock clock;
    private final Map<String, Told> told = new LinkedHashMap<>();

    /** A log that writes to {@code out}. */
    public FailureLog(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /** Of this process: to standard error. */
    public static FailureLog ofProcess(Clock clock) {
        return new FailureLog(System.err, clock);
    }

    /** Tells of a failure, its causes with the place that each was thrown at. */
    public synchronized void tell(String what, Throwable failure) {
        String causes = causes(failure);
        Instant now = clock.instant();
        Told before = told.get(what + causes);
        if (before != null && now.isBefore(before.at().plus(QUIET))) {
            told.put(what + causes, new Told(before.at(), before.meanwhile() + 1));
            return;
        }
        if (told.size() >= MAX_KINDS) {
            told.remove(told.keySet().iterator().next());
        }
        told.put(what + causes, new Told(now, 0));
        ObjectNode line = JSON.createObjectNode()
                .put("time", now.toString())
                .put("level", "ERROR")
                .put("message", what)
                .put("cause", causes);
        if (before != null && before.meanwhile() > 0) {
            line.put("times_before", before.meanwhile());
        }
        print(line);
    }

    private void print(ObjectNode line) {
        try {
            out.println(JSON.writeValueAsString(line));
            out.flush();
        } catch (IOException e) {
            throw new IllegalStateException("text that JSON cannot hold", e);
        }
    }

    private static String causes(Throwable failure) {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < MAX_CAUSES; cause = cause.getCause(), depth++) {
            text.append(depth == 0 ? "" : " <- ").append(cause.getClass().getName());
            String message = cause.getMessage();
            if (message != null) {
                text.append(": ").append(message, 0, Math.min(message.length(), MAX_TEXT));
            }
            StackTraceElement[] trace = cause.getStackTrace();
            if (trace.length > 0) {
                text.append(" (at ").append(trace[0]).append(')');
            }
        }
        return text.toString();
    }
}
