package org.dcss.eventstore.tools.follow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.dcss.eventstore.tools.feed.ReadEvent;
import org.dcss.eventstore.tools.frame.Backoff;
import org.dcss.eventstore.tools.frame.Exit;
import org.dcss.eventstore.tools.frame.Messages;
import org.dcss.eventstore.tools.frame.Timing;
import org.dcss.eventstore.tools.frame.ToolException;

/** Gives each page to a command on its standard input, again until the command succeeds. */
final class Executing implements Sink {

    private final String command;
    private final boolean xlog;
    private final int tries;
    private final Messages messages;
    private final Timing timing;
    private final RandomGenerator random;

    /** @param tries failures of one page after which it gives up */
    Executing(String command, boolean xlog, int tries, Messages messages, Timing timing, RandomGenerator random) {
        this.command = command;
        this.xlog = xlog;
        this.tries = tries;
        this.messages = messages;
        this.timing = timing;
        this.random = random;
    }

    @Override
    public void take(long after, List<ReadEvent> events) throws IOException, ToolException, InterruptedException {
        if (events.isEmpty()) {
            return;
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        new Printing(lines, xlog).take(after, events);
        Backoff backoff = new Backoff(random);
        for (int code = run(lines); code != 0; code = run(lines)) {
            Duration wait = backoff.failed(Optional.empty());
            if (backoff.failures() >= tries) {
                throw new ToolException(Exit.FAILED, "The command ended with " + code + ".");
            }
            messages.say("warning: the command ended with " + code + "; again in " + wait.toMillis() / 1000.0 + " s");
            timing.sleep(wait);
        }
    }

    private int run(ByteArrayOutputStream lines) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("/bin/sh", "-c", command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            lines.writeTo(in);
        } catch (IOException e) {
            // A command need not read its input; its exit code says what it makes of that.
        }
        return process.waitFor();
    }
}
