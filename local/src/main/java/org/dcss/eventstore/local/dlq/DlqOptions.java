package org.dcss.eventstore.local.dlq;

import java.io.PrintWriter;
import java.time.Clock;
import org.dcss.eventstore.core.PlainText;
import org.dcss.eventstore.local.store.StartException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands share: which DLQ, which of its messages, and how they tell what came of it. */
final class DlqOptions {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec mixee;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private QueueOptions queues;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private LetterFilter filter;

    @Option(
            names = "--max",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Look at so many messages at most (10000).")
    private int most;

    /** Work on an open DLQ; returns the exit code. */
    interface Work {
        int on(DeadLetterQueue dlq) throws Exception;
    }

    LetterFilter filter() {
        return filter;
    }

    int with(Work work) throws Exception {
        if (most < 1) {
            throw new StartException("--max is at least 1");
        }
        try (QueueOptions.Open open = queues.open()) {
            return work.on(open.dlq());
        }
    }

    /** Shows each message that the filter lets pass; the others are left alone. */
    int walk(DeadLetterQueue dlq, Clock clock, DeadLetterQueue.Visit visit) throws InterruptedException {
        return dlq.walk(most, letter -> filter.matches(letter, clock.instant()) && visit.take(letter));
    }

    /** Says what could not be looked at. */
    void tellUnseen(DeadLetterQueue dlq, long before, int seen) {
        if (seen >= before) {
            return;
        }
        say((before - seen) + " of " + before + " messages were not looked at: "
                + (seen == most
                        ? "--max is " + most + "."
                        : dlq.isFifo()
                                ? "a FIFO queue shows ten of a source at a time, and the next when those are" + " gone."
                                : "somebody else has received them, or they came or went meanwhile. Try again"
                                        + " in five minutes."));
    }

    /** A line; what steers a terminal is escaped, since clients wrote much of it. */
    void say(String line) {
        PrintWriter out = mixee.commandLine().getOut();
        out.println(PlainText.of(line));
        out.flush();
    }
}
