package org.dcss.eventstore.deployment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges a plan by what is live. Readers must at no moment show slots that a writer may still put into, so settle times
 * change in an order; and two ways of writing must not be at work at once.
 */
final class Review {

    private static final String WRITE_PROTOCOL = "WRITE_PROTOCOL";

    /** For what AWS itself takes to tell all its machines that an alias has moved. */
    private static final Duration SPREAD = Duration.ofSeconds(5);

    private final Plan plan;
    private final Map<String, LiveFunction> live;
    private final List<Finding> findings = new ArrayList<>();

    private Review(Plan plan, List<LiveFunction> live) {
        this.plan = plan;
        this.live = live.stream().collect(Collectors.toMap(LiveFunction::name, Function.identity()));
    }

    /**
     * All that is to be known before the plan is applied.
     *
     * @param live the functions that are there; those of a first deployment are not
     */
    static List<Finding> of(Plan plan, List<LiveFunction> live) {
        Review review = new Review(plan, live);
        plan.losses().forEach(loss -> review.findings.add(new Finding.Lost(loss.address(), loss.how())));
        plan.beginsToExpire().ifPresent(address -> review.findings.add(new Finding.Expiring(address)));
        plan.unfinished().forEach(address -> review.findings.add(new Finding.Unfinished(address)));
        review.settle();
        review.writeProtocol();
        review.unpublished();
        return List.copyOf(review.findings);
    }

    private void settle() {
        Optional<LiveFunction> consumer = live(Role.CONSUMER).findFirst();
        Optional<Integer> writersLive = consumer.flatMap(LiveFunction::settleMillis);
        Optional<Integer> readersLive =
                live(Role.READER).flatMap(f -> f.settleMillis().stream()).min(Comparator.naturalOrder());
        Optional<Integer> writers =
                planned(Role.CONSUMER).max(Comparator.naturalOrder()).or(() -> writersLive);
        Optional<Integer> readers =
                planned(Role.READER).min(Comparator.naturalOrder()).or(() -> readersLive);
        if (consumer.isEmpty()
                || writersLive.isEmpty()
                || readersLive.isEmpty()
                || writers.isEmpty()
                || readers.isEmpty()) {
            return;
        }
        order(consumer.get(), writersLive.get(), readersLive.get(), writers.get(), readers.get());
    }

    private void order(LiveFunction consumer, int writersLive, int readersLive, int writers, int readers) {
        if (readersLive < writers) {
            // Readers first step back; writers follow once every answer that was closer is old enough.
            findings.add(new Finding.FirstSettle(writersLive, readers));
        } else if (readers < writersLive) {
            // Writers become quicker first; readers follow once no slower one is left.
            findings.add(new Finding.FirstSettle(writers, Math.max(readersLive, writersLive)));
        } else if (writers > writersLive) {
            findings.add(new Finding.Wait(
                    seconds(Duration.ofMillis(writers).plus(SPREAD)),
                    "readers stay " + readersLive
                            + " ms behind by now; writers may take so long only when that is old"));
        } else if (readers < readersLive) {
            findings.add(new Finding.Wait(
                    seconds(consumer.timeout().plusMillis(readersLive).plus(SPREAD)),
                    "writers take at most " + writersLive
                            + " ms by now; readers may come closer only when what was slower has ended"));
        }
    }

    private void writeProtocol() {
        Optional<LiveFunction> consumer = live(Role.CONSUMER).findFirst();
        Optional<PlannedFunction> next = plan.functions().stream()
                .filter(f -> Role.of(f.name()) == Role.CONSUMER)
                .findFirst();
        if (consumer.isEmpty() || next.isEmpty()) {
            return;
        }
        String now = consumer.get().environment().get(WRITE_PROTOCOL);
        if (!Objects.equals(now, next.get().environment().get(WRITE_PROTOCOL))) {
            int settle = consumer.get().settleMillis().orElse(0);
            plan.mapping()
                    .ifPresent(id -> findings.add(new Finding.Pause(
                            id,
                            plan.mappingEnabled(),
                            seconds(consumer.get().timeout().plusMillis(settle).plus(SPREAD)))));
        }
    }

    /** What the plan changes, it publishes itself. */
    private void unpublished() {
        plan.functions().stream()
                .filter(f -> !f.changes())
                .map(f -> live.get(f.name()))
                .filter(found -> found != null && !found.latest())
                .forEach(found -> findings.add(new Finding.Unpublished(found.name())));
    }

    private Stream<LiveFunction> live(Role role) {
        return live.values().stream().filter(f -> Role.of(f.name()) == role);
    }

    private Stream<Integer> planned(Role role) {
        return plan.functions().stream()
                .filter(f -> Role.of(f.name()) == role)
                .flatMap(f -> Settle.millis(f.environment()).stream());
    }

    private static long seconds(Duration duration) {
        return duration.plusMillis(999).toSeconds();
    }
}
