package org.dcss.eventstore.local.dlq;

import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.dcss.eventstore.core.Event;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists messages, a line each, and counts them by reason.",
        footer = {
            "",
            "Examples:",
            "  dcss-events dlq list --newer 1d",
            "  dcss-events dlq list --local --src cpo --type milestone",
        })
final class ListCommand implements Callable<Integer> {

    private static final String ROW = "%-36s  %-24s  %-10s  %-12s  %-26s  %s";

    private final Clock clock;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private DlqOptions options;

    ListCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        return options.with(this::list);
    }

    private int list(DeadLetterQueue dlq) throws InterruptedException {
        long before = dlq.count();
        Map<String, Integer> reasons = new TreeMap<>();
        options.say(ROW.formatted("MESSAGE", "ACCEPTED", "SOURCE", "TYPE", "EVENT", "REASON"));
        int seen = options.walk(dlq, clock, letter -> {
            reasons.merge(letter.reason(), 1, Integer::sum);
            options.say(ROW.formatted(
                    letter.id(),
                    letter.since(),
                    letter.src(),
                    letter.type(),
                    letter.event().map(Event::id).map(Object::toString).orElse("?"),
                    letter.reason()));
            return false;
        });
        int matched = reasons.values().stream().mapToInt(Integer::intValue).sum();
        options.say("");
        options.say(before + " messages in the DLQ, " + matched + " of them listed.");
        reasons.forEach((reason, count) -> options.say("%8d  %s".formatted(count, reason)));
        options.tellUnseen(dlq, before, seen);
        return 0;
    }
}
