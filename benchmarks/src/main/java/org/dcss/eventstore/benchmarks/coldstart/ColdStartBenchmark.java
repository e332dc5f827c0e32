package org.dcss.eventstore.benchmarks.coldstart;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dcss.eventstore.benchmarks.coldstart.ColdStarts.Start;
import org.dcss.eventstore.benchmarks.coldstart.baseline.Bare;
import org.dcss.eventstore.benchmarks.harness.Benchmark;
import org.dcss.eventstore.benchmarks.harness.Comparison;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.testbed.Deployment;
import org.dcss.eventstore.benchmarks.testbed.Role;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.benchmarks.workload.Invocation;
import org.dcss.eventstore.benchmarks.workload.Invocations;
import org.dcss.eventstore.core.key.KeyHash;
import org.dcss.eventstore.local.runtime.RuntimeFunction;

/** The start of each function, beside a bare one. */
public final class ColdStartBenchmark implements Benchmark {

    /** A page as a client gets it who asks every now and then. */
    private static final int PAGE = 10;

    /** A message that is consumed later than this after it was accepted takes another way, and more calls. */
    private static final Duration AHEAD = Duration.ofSeconds(2);

    private static final String BARE = ", bare";
    private static final String UNPRIMED = ", unprimed";
    private static final Map<Role, Class<?>> HANDLERS_OF_BARE = Map.of(
            Role.SUBMIT, Bare.Submit.class,
            Role.CONSUMER, Bare.Consumer.class,
            Role.QUERY, Bare.Query.class);
    private static final List<Role> ROLES = List.of(Role.SUBMIT, Role.CONSUMER, Role.QUERY);

    @Override
    public List<Table> run(Effort effort) throws Exception {
        try (Target target = Target.inMemory();
                Deployment deployment = Deployment.behindTls(target)) {
            Invocations invocations = new Invocations(target);
            return List.of(starts(deployment, target, invocations, effort), snapshots(deployment, invocations, effort));
        }
    }

    private static Invocation invocation(Role role, Invocations invocations) {
        return switch (role) {
            case SUBMIT -> invocations.submit(1);
            case CONSUMER -> invocations.consume(1, AHEAD.negated());
            case QUERY -> invocations.poll(PAGE, Map.of());
            case APPEND, PROJECTOR -> throw new IllegalArgumentException("has no baseline: " + role);
        };
    }

    private static Table starts(Deployment deployment, Target target, Invocations invocations, Effort effort)
            throws Exception {
        Map<String, ColdStarts> all = new LinkedHashMap<>();
        Map<String, Path> zips = new HashMap<>();
        for (Role role : ROLES) {
            String name = role.title();
            Path zip = BaselineZips.make(role, target.folder());
            String handler = Objects.requireNonNull(HANDLERS_OF_BARE.get(role)).getName();
            RuntimeFunction bare =
                    deployment.deploy("bare-" + name, role, handler, zip, false, variablesOfBare(invocations));
            Invocation invocation = invocation(role, invocations);
            all.put(name, new ColdStarts(deployment.deploy(name, role, false), invocation, false));
            all.put(name + BARE, new ColdStarts(bare, invocation, false));
            zips.putAll(Map.of(name, role.zip(), name + BARE, zip));
        }
        int iterations = iterations(effort);
        Comparison comparison = compare(all, effort);
        Table table = new Table(
                "From the start of the process to the first answer, median of " + iterations,
                "function | first answer, ms | of bare | processor, ms | memory, MB | zip, MB");
        for (Map.Entry<String, ColdStarts> one : all.entrySet()) {
            String name = one.getKey();
            table.row(
                    name,
                    comparison.of(name).median(),
                    all.containsKey(name + BARE) ? comparison.ratio(name, name + BARE) : "",
                    one.getValue().median(Start::processor, iterations),
                    one.getValue().median(Start::peakBytes, iterations) / 1e6,
                    Files.size(Objects.requireNonNull(zips.get(name))) / 1e6);
        }
        return table;
    }

    private static Map<String, String> variablesOfBare(Invocations invocations) {
        return Map.of(
                "KEY_HASH", KeyHash.of(Target.KEY),
                "AFTER", Long.toString(invocations.after()),
                "LIMIT", Integer.toString(PAGE));
    }

    /** What SnapStart leaves of the first call, with its hooks and as if there were none. */
    private static Table snapshots(Deployment deployment, Invocations invocations, Effort effort) throws Exception {
        List<Role> roles = effort == Effort.QUICK ? List.of(Role.SUBMIT) : ROLES;
        Map<String, ColdStarts> all = new LinkedHashMap<>();
        for (Role role : roles) {
            for (boolean primed : List.of(true, false)) {
                String name = role.title() + (primed ? "" : UNPRIMED);
                RuntimeFunction function = deployment.deploy("snapshot-" + name.replace(", ", "-"), role, primed);
                all.put(name, new ColdStarts(function, invocation(role, invocations), true));
            }
        }
        compare(all, effort);
        int iterations = iterations(effort);
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

    private static int iterations(Effort effort) {
        return effort.of(1, 15);
    }

    private static Comparison compare(Map<String, ColdStarts> functions, Effort effort) throws Exception {
        Comparison comparison = new Comparison();
        functions.forEach(comparison::with);
        comparison.run(effort.of(0, 1), iterations(effort));
        return comparison;
    }
}
