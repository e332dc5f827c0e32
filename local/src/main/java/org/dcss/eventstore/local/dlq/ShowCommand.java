package org.dcss.eventstore.local.dlq;

import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows messages whole: what is known of each, and its body as the queue had it.",
        footer = {
            "",
            "Examples:",
            "  dcss-events dlq show --id 3f0c4a3e-7f0e-4f57-a4bb-1f8f3c5f5a52",
            "  dcss-events dlq show --type '?' --max 100",
        })
final class ShowCommand implements Callable<Integer> {

    private final Clock clock;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private DlqOptions options;

    ShowCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        return options.with(this::show);
    }

    private int show(DeadLetterQueue dlq) throws InterruptedException {
        long before = dlq.count();
        int seen = options.walk(dlq, clock, letter -> {
            options.say("message    " + letter.id());
            letter.originalId().ifPresent(id -> options.say("in queue   " + id));
            options.say("sent       " + letter.sent());
            options.say("source     " + letter.src());
            options.say("reason     " + letter.reason());
            options.say("body       " + letter.body());
            options.say("");
            return false;
        });
        options.tellUnseen(dlq, before, seen);
        return 0;
    }
}
