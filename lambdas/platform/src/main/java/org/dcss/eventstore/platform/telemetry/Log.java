package org.dcss.eventstore.platform.telemetry;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Collection;
import org.dcss.eventstore.platform.Environment;
import org.dcss.eventstore.platform.Json;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** One line of JSON per outcome: ids and reasons, never payloads or keys. Safe for use by several threads. */
public final class Log {

    private static final int MAX_FRAMES = 16;

    /** How much a line matters. */
    public enum Level {
        INFO,
        WARN,
        ERROR;

        /**
         * What {@code LOG_LEVEL} says is worth a line; {@code INFO} by default.
         *
         * @throws IllegalArgumentException if it says something else than a level
         */
        public static Level from(Environment environment) {
            String name = environment.string("LOG_LEVEL", INFO.name());
            for (Level level : values()) {
                if (level.name().equals(name)) {
                    return level;
                }
            }
            throw new IllegalArgumentException(
                    "the environment variable LOG_LEVEL must be INFO, WARN or ERROR, not \"" + name + "\"");
        }
    }

    private final String service;
    private final Level least;
    private final Clock clock;
    private final PrintStream out;

    /** A log of everything. */
    public Log(String service, Clock clock, PrintStream out) {
        this(service, Level.INFO, clock, out);
    }

    /** A log of what matters at least this much. */
    public Log(String service, Level least, Clock clock, PrintStream out) {
        this.service = service;
        this.least = least;
        this.clock = clock;
        this.out = out;
    }

    /** A line about something that goes as it should; nothing is printed before {@link Line#write()}. */
    public Line info(String outcome, String requestId) {
        return new Line(Level.INFO, outcome, requestId);
    }

    /** A line about something that somebody may want to look at. */
    public Line warn(String outcome, String requestId) {
        return new Line(Level.WARN, outcome, requestId);
    }

    /** A line about something that should not have happened. */
    public Line error(String outcome, String requestId) {
        return new Line(Level.ERROR, outcome, requestId);
    }

    /** A line that is being made. */
    public final class Line {

        private final StringWriter text = new StringWriter();
        /** Null if the line is not to be shown: then there is nothing to write. */
        private final @Nullable JsonGenerator json;

        private Line(Level level, String outcome, String requestId) {
            try {
                json = level.compareTo(least) >= 0 ? Json.ASCII.createGenerator(text) : null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            add(line -> {
                line.writeStartObject();
                line.writeStringField("timestamp", clock.instant().toString());
                line.writeStringField("level", level.name());
                line.writeStringField("service", service);
                line.writeStringField("outcome", outcome);
                line.writeStringField("requestId", requestId);
            });
        }

        public Line with(String name, String value) {
            return add(line -> line.writeStringField(name, value));
        }

        public Line with(String name, long value) {
            return add(line -> line.writeNumberField(name, value));
        }

        public Line with(String name, Collection<String> values) {
            return add(line -> {
                line.writeArrayFieldStart(name);
                for (String value : values) {
                    line.writeString(value);
                }
                line.writeEndArray();
            });
        }

        /** Adds where a failure came from; of its text only what an AWS service said, for others may hold payload. */
        public Line with(Throwable failure) {
            return add(line -> {
                line.writeArrayFieldStart("failure");
                for (Throwable next = failure; next != null; next = next.getCause()) {
                    line.writeString(describe(next));
                    StackTraceElement[] frames = next.getStackTrace();
                    for (int i = 0; i < Math.min(frames.length, MAX_FRAMES); i++) {
                        line.writeString("at " + frames[i]);
                    }
                }
                line.writeEndArray();
            });
        }

        private static String describe(Throwable failure) {
            String name = failure.getClass().getName();
            return failure instanceof SdkException ? name + ": " + failure.getMessage() : name;
        }

        public void write() {
            add(line -> {
                line.writeEndObject();
                line.close();
                out.println(text);
            });
        }

        private Line add(Part part) {
            try {
                if (json != null) {
                    part.write(json);
                }
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private interface Part {
        void write(JsonGenerator line) throws IOException;
    }
}
