package org.dcss.eventstore.local.dlq;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.dcss.eventstore.local.store.StartException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "drop",
        mixinStandardHelpOptions = true,
        description = "Deletes messages for good: acknowledged events that nobody will ever read. Counts them and asks"
                + " first.",
        footer = {
            "",
            "Examples:",
            "  dcss-events dlq drop --type '?' --reason 'not a message of this store'",
            "  dcss-events dlq drop --all --yes",
        })
final class DropCommand implements Callable<Integer> {

    private final Clock clock;
    private final BufferedReader in;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private DlqOptions options;

    @Option(names = "--all", description = "Without a filter: all of them.")
    private boolean all;

    @Option(names = "--yes", description = "Do it without asking.")
    private boolean yes;

    DropCommand(Clock clock, BufferedReader in) {
        this.clock = clock;
        this.in = in;
    }

    @Override
    public Integer call() throws Exception {
        if (options.filter().isOpen() != all) {
            throw new StartException(
                    "which messages? Name them by --src, --type, --reason, --id or their age, or say --all."
                            + " Nothing was deleted");
        }
        return options.with(this::drop);
    }

    private int drop(DeadLetterQueue dlq) throws IOException, InterruptedException {
        long before = dlq.count();
        Set<String> wanted = new HashSet<>();
        int seen = options.walk(dlq, clock, letter -> {
            wanted.add(letter.id());
            return false;
        });
        options.say(before + " messages in the DLQ, " + wanted.size() + " of them to be deleted for good.");
        options.tellUnseen(dlq, before, seen);
        if (wanted.isEmpty()) {
            return 0;
        }
        if (!yes && !agreed()) {
            options.say("Nothing was deleted.");
            return 1;
        }
        int[] deleted = new int[1];
        // Only what was counted: what has come since, nobody has agreed to.
        options.walk(dlq, clock, letter -> {
            if (wanted.contains(letter.id())) {
                dlq.delete(letter);
                deleted[0]++;
                return true;
            }
            return false;
        });
        options.say(deleted[0] + " deleted, " + dlq.count() + " messages in the DLQ now.");
        return deleted[0] == wanted.size() ? 0 : 1;
    }

    private boolean agreed() throws IOException {
        options.say("Delete them? Only 'yes' is taken for an answer (or run it with --yes):");
        return "yes".equals(in.readLine());
    }
}
