package org.dcss.eventstore.rehearsal.traffic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Whether an upgrade lost, doubled or refused anything, and met enough to have been able to. */
record Verdict(
        int sent,
        Collection<Instant> acknowledged,
        Map<String, Integer> answers,
        List<Reading> readings,
        List<Change> changes,
        int fullQueue) {

    /**
     * Success, what the gateway says of too many, and no answer in a minute, as a busy machine gives it: the client does
     * not know, and sends again. All else a client may take for a failure.
     */
    private static final Set<String> FINE = Set.of("200", "204", "429", "none");

    private static final String CONSUMER_STOPPED = "mapping stops";

    Verdict {
        acknowledged = List.copyOf(acknowledged);
        answers = Map.copyOf(answers);
        readings = List.copyOf(readings);
        changes = List.copyOf(changes);
    }

    /** Everything that is wrong, each in a sentence; empty for an upgrade that went as it must. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        readings.stream().filter(reading -> !reading.faultless()).forEach(reading -> faults.add(reading.toString()));
        answers.forEach((how, count) -> {
            if (!FINE.contains(how)) {
                faults.add(count + " answers of " + how);
            }
        });
        if (acknowledged.isEmpty() || readings.isEmpty()) {
            faults.add("nothing was acknowledged, or nobody read");
        }
        changes.stream()
                .filter(change -> change.what().equals(CONSUMER_STOPPED))
                .findFirst()
                .ifPresentOrElse(
                        change -> {
                            if (change.waiting() < fullQueue) {
                                faults.add("only " + change.waiting()
                                        + " messages waited when the consumer was stopped, not " + fullQueue);
                            }
                        },
                        () -> faults.add("the consumer was not stopped"));
        return faults;
    }

    /** The figures, a line each. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Change change : changes) {
            lines.add(change.at() + " " + change.what() + ": " + change.waiting() + " messages wait, "
                    + acknowledged.stream()
                            .filter(at -> at.isBefore(change.at()))
                            .count() + " events acknowledged");
        }
        lines.add("sent " + sent + ", acknowledged " + acknowledged.size() + ", 5xx "
                + answers.entrySet().stream()
                        .filter(answer -> answer.getKey().startsWith("5"))
                        .mapToInt(Map.Entry::getValue)
                        .sum()
                + ", answers " + new TreeMap<>(answers));
        readings.forEach(reading -> lines.add(reading.toString()));
        return lines;
    }
}
