package org.dcss.eventstore.benchmarks.coldstart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dcss.eventstore.benchmarks.coldstart.ColdStarts.Start;
import org.dcss.eventstore.benchmarks.harness.Benchmark;
import org.dcss.eventstore.benchmarks.harness.Comparison;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Report;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.testbed.Role;

/** The start of each function, beside a bare one, and of submit beside one as it is usually written. */
public final class ColdStartBenchmark implements Benchmark {

    private static final String BARE = ", bare";
    private static final String USUAL = ", usual";
    private static final String UNPRIMED = ", unprimed";
    private static final List<String> NOTES = List.of(
            "Bare makes the same AWS calls with the same SDK and client settings, and nothing else; usual makes them with"
                    + " the SDK's own choices (Apache client, searched region and credentials) and Jackson's mapper."
                    + " Neither authenticates, validates or measures.",
            "Ratios are medians of each iteration's ratio. Memory and JVM options are the Terraform's defaults. DynamoDB"
                    + " Local and ElasticMQ stand behind TLS on this machine.",
            "Without SnapStart every start costs the first table's time; with it, a restore and the primed first call,"
                    + " which holds the hooks after a restore.");

    @Override
    public Report run(Effort effort) throws Exception {
        int warmups = effort.of(0, 1);
        int iterations = effort.of(1, 15);
        List<Role> roles = effort == Effort.QUICK ? List.of(Role.SUBMIT) : List.of(Role.values());
        try (Functions functions = new Functions()) {
            return new Report(
                    List.of(starts(functions, warmups, iterations), snapshots(functions, roles, warmups, iterations)),
                    NOTES);
        }
    }

    private static Table starts(Functions functions, int warmups, int iterations) throws Exception {
        Map<String, ColdStarts> all = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            all.put(role.title(), functions.deployed(role));
            all.put(role.title() + BARE, functions.bare(role));
        }
        all.put(Role.SUBMIT.title() + USUAL, functions.usualSubmit());
        Comparison comparison = compare(all, warmups, iterations);
        Table table = new Table(
                "From the start of the process to the first answer, median of " + iterations,
                "function | first answer, ms | of bare | of usual | processor, ms | memory, MB | zip, MB");
        for (Map.Entry<String, ColdStarts> one : all.entrySet()) {
            String name = one.getKey();
            table.row(
                    name,
                    comparison.of(name).median(),
                    ratio(comparison, name, BARE, all),
                    ratio(comparison, name, USUAL, all),
                    one.getValue().median(Start::processor, iterations),
                    one.getValue().median(Start::peakBytes, iterations) / 1e6,
                    one.getValue().zipBytes() / 1e6);
        }
        return table;
    }

    /** Blank where there is no such baseline. */
    private static Object ratio(Comparison comparison, String name, String baseline, Map<String, ColdStarts> all) {
        return all.containsKey(name + baseline) ? comparison.ratio(name, name + baseline) : "";
    }

    /** What SnapStart leaves of the first call, with priming and without. */
    private static Table snapshots(Functions functions, List<Role> roles, int warmups, int iterations)
            throws Exception {
        Map<String, ColdStarts> all = new LinkedHashMap<>();
        for (Role role : roles) {
            all.put(role.title(), functions.restored(role, true));
            all.put(role.title() + UNPRIMED, functions.restored(role, false));
        }
        compare(all, warmups, iterations);
        Table table = new Table(
                "What a snapshot leaves of the first call, median of " + iterations,
                "function | first, ms | second, ms | first, primed, ms | second, primed, ms | primed / not");
        for (Role role : roles) {
            ColdStarts primed = Objects.requireNonNull(all.get(role.title()));
            ColdStarts unprimed = Objects.requireNonNull(all.get(role.title() + UNPRIMED));
            table.row(
                    role.title(),
                    unprimed.median(Start::first, iterations),
                    unprimed.median(Start::second, iterations),
                    primed.median(Start::first, iterations),
                    primed.median(Start::second, iterations),
                    primed.median(Start::first, iterations) / unprimed.median(Start::first, iterations));
        }
        return table;
    }

    private static Comparison compare(Map<String, ColdStarts> functions, int warmups, int iterations) throws Exception {
        Comparison comparison = new Comparison();
        functions.forEach(comparison::with);
        comparison.run(warmups, iterations);
        return comparison;
    }
}
