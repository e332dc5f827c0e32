package org.dcss.eventstore.benchmarks.peers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.benchmarks.harness.Report;
import org.dcss.eventstore.benchmarks.harness.Samples;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.peers.Turn.Figure;
import org.jspecify.annotations.Nullable;

/** Measures contestants in turns, A B C A B C …, each alone. Goes on without those that cannot be run, and says so. */
final class PeersBenchmark {

    /** Where nothing was measured, or there is nothing to divide by. */
    private static final String NONE = "-";

    private final int rounds;
    private final Turn turn;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** A contestant, and what was found of it. */
    private record Entry(String name, Contestant contestant, Map<Figure, Samples> found) {}

    /** @param contestants by their names; the first is compared with each of the others */
    PeersBenchmark(int rounds, Turn turn, Map<String, Contestant> contestants) {
        this.rounds = rounds;
        this.turn = turn;
        contestants.forEach(
                (name, contestant) -> entries.add(new Entry(name, contestant, new EnumMap<>(Figure.class))));
    }

    Report run() throws InterruptedException {
        for (int round = 1; round <= rounds; round++) {
            // Doing nothing takes long to measure, and varies little.
            Turn now = round == 1 ? turn : new Turn(turn.window(), turn.events(), Duration.ZERO);
            for (Entry entry : List.copyOf(entries)) {
                System.err.printf("  round %d of %d: %s%n", round, rounds, entry.name());
                try {
                    now.of(entry.contestant())
                            .forEach((figure, value) -> entry.found()
                                    .computeIfAbsent(figure, any -> new Samples())
                                    .add(value));
                } catch (InterruptedException e) {
                    throw e;
                } catch (Exception e) {
                    leaveOut(entry, e.toString());
                }
            }
        }
        return new Report(List.of(table()), notes);
    }

    private void leaveOut(Entry entry, String why) {
        entries.remove(entry);
        String note = "**" + entry.name() + " IS LEFT OUT: " + why + "**";
        notes.add(note);
        System.err.printf("%n  %s%n%n", note);
    }

    /** Medians, and the medians of the ratios within a round. */
    private Table table() {
        List<String> columns = new ArrayList<>(List.of("medians of " + rounds));
        entries.forEach(entry -> columns.add(entry.name()));
        entries.stream().skip(1).forEach(entry -> columns.add(entries.get(0).name() + " / " + entry.name()));
        Table table = new Table("Local mode beside its peers", String.join(" | ", columns));
        for (Figure figure : Figure.values()) {
            List<Object> cells = new ArrayList<>(List.of(figure.toString()));
            entries.forEach(entry -> cells.add(cell(entry.found().get(figure))));
            entries.stream().skip(1).forEach(entry -> cells.add(ratio(entries.get(0), entry, figure)));
            table.row(cells.toArray());
        }
        return table;
    }

    private static Object cell(@Nullable Samples samples) {
        if (samples == null) {
            return NONE;
        }
        double median = samples.median();
        return median == Math.rint(median) ? (Object) Math.round(median) : (Object) median;
    }

    private static Object ratio(Entry entry, Entry baseline, Figure figure) {
        Samples samples = entry.found().get(figure);
        Samples by = baseline.found().get(figure);
        double ratio = samples == null || by == null
                ? Double.NaN
                : samples.dividedBy(by).median();
        return Double.isFinite(ratio) ? (Object) ratio : NONE;
    }
}
