package org.dcss.eventstore.local.dlq;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.dcss.eventstore.core.Sha256;
import org.dcss.eventstore.local.store.StartException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;

@Command(
        name = "redrive",
        mixinStandardHelpOptions = true,
        description = {
            "Sends messages to the queue again, where their events are stored once, however often they are sent.",
            "Without a filter SQS moves all of a standard queue's, and goes on if this command ends; else this command"
                    + " does."
        },
        footer = {
            "",
            "Examples:",
            "  dcss-events dlq redrive --rate 50",
            "  dcss-events dlq redrive --src cpo --newer 12h",
        })
final class RedriveCommand implements Callable<Integer> {

    /** What SQS takes for a move. */
    private static final int MOST_PER_SECOND = 500;

    private static final Duration POLL = Duration.ofSeconds(1);

    private final Clock clock;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private DlqOptions options;

    @Option(names = "--rate", paramLabel = "N", description = "Messages a second, at most: 1 to 500.")
    private Optional<Integer> rate = Optional.empty();

    RedriveCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        if (rate.isPresent() && (rate.get() < 1 || rate.get() > MOST_PER_SECOND)) {
            throw new StartException("--rate is 1 to " + MOST_PER_SECOND);
        }
        // ElasticMQ calls a FIFO queue's move completed, and has moved nothing.
        return options.with(dlq -> options.filter().isOpen() && !dlq.isFifo() ? moveAll(dlq) : sendBack(dlq));
    }

    private int moveAll(DeadLetterQueue dlq) throws InterruptedException {
        long before = dlq.count();
        options.say(before + " messages in the DLQ.");
        if (before == 0) {
            return 0;
        }
        dlq.startMove(rate);
        while (true) {
            Optional<ListMessageMoveTasksResultEntry> move = dlq.lastMove();
            String status = move.map(ListMessageMoveTasksResultEntry::status).orElse("unknown");
            if (!status.equals("RUNNING")) {
                options.say(status + ". " + dlq.count()
                        + " messages in the DLQ now; what still cannot be stored comes back.");
                move.map(ListMessageMoveTasksResultEntry::failureReason).ifPresent(options::say);
                return status.equals("COMPLETED") ? 0 : 1;
            }
            long moved = move.map(ListMessageMoveTasksResultEntry::approximateNumberOfMessagesMoved)
                    .orElse(0L);
            // What comes back while this runs is not moved a second time, or it would never end.
            if (moved >= before && dlq.endMove(move.orElseThrow())) {
                options.say("All " + before + " are moved. " + dlq.count()
                        + " messages in the DLQ now; what still cannot be stored comes back.");
                return 0;
            }
            options.say("moved: " + Math.min(moved, before) + " of " + before);
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
    }

    private int sendBack(DeadLetterQueue dlq) throws InterruptedException {
        long before = dlq.count();
        Set<String> sent = new HashSet<>();
        int seen = options.walk(dlq, clock, letter -> {
            // What comes back while this runs is not sent a second time, or it would never end.
            if (!sent.add(Sha256.hex(letter.body()))) {
                return false;
            }
            dlq.sendBack(letter);
            if (rate.isPresent()) {
                TimeUnit.MICROSECONDS.sleep(TimeUnit.SECONDS.toMicros(1) / rate.get());
            }
            return true;
        });
        options.say(before + " messages in the DLQ, " + sent.size() + " of them sent again; " + dlq.count()
                + " in the DLQ now. What still cannot be stored comes back.");
        options.tellUnseen(dlq, before, seen);
        return 0;
    }
}
