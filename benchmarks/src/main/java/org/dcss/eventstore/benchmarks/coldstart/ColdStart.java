package org.dcss.eventstore.benchmarks.coldstart;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dcss.eventstore.benchmarks.deployment.Deployment;
import org.dcss.eventstore.benchmarks.deployment.Role;
import org.dcss.eventstore.benchmarks.harness.Benchmark;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Report;
import org.dcss.eventstore.benchmarks.harness.Samples;
import org.dcss.eventstore.benchmarks.harness.SideBySide;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.harness.TemporaryFolder;

/** The start of each function, beside an empty one, a bare one, and one as it is usually written. */
public final class ColdStart implements Benchmark {

    private static final String BARE = ", bare";
    private static final String USUAL = ", usual";

    @Override
    public Report run(Effort effort) throws Exception {
        int warmUps = effort.of(0, 1);
        int turns = effort.of(1, 15);
        List<Role> roles = effort == Effort.QUICK ? List.of(Role.SUBMIT) : List.of(Role.values());
        try (TemporaryFolder folder = TemporaryFolder.make("cold-start");
                Course course = Course.prepare(folder.path())) {
            List<Table> tables = new ArrayList<>();
            tables.add(starts(course, warmUps, turns));
            tables.add(new Anatomy(course).table(roles, warmUps, effort.of(1, 5)));
            tables.add(snapshots(course, roles, warmUps, turns));
            return new Report("cold-start", tables, notes());
        }
    }

    private static Table starts(Course course, int warmUps, int turns) throws Exception {
        List<Entrant> entrants = new ArrayList<>();
        entrants.add(enter("empty", course.empty(), course));
        for (Role role : Role.values()) {
            entrants.add(enter(role.title(), course.real(role), course));
            entrants.add(enter(role.title() + BARE, course.bare(role), course));
            entrants.add(enter(role.title() + USUAL, course.usual(role), course));
        }
        SideBySide race = new SideBySide();
        entrants.forEach(entrant -> race.with(entrant.name(), entrant.contestant()));
        race.run(warmUps, turns);

        Set<String> real = Stream.of(Role.values()).map(Role::title).collect(Collectors.toSet());
        Table table = new Table(
                "From the start of the process to the first answer, median of " + turns,
                "function",
                "first answer, ms",
                "of bare",
                "of usual",
                "quickest, ms",
                "slowest, ms",
                "processor, ms",
                "memory, MB",
                "zip, MB");
        for (Entrant entrant : entrants) {
            String name = entrant.name();
            Samples answered = race.of(name);
            table.row(
                    name,
                    answered.median(),
                    real.contains(name) ? race.ratio(name, name + BARE).median() : "",
                    real.contains(name) ? race.ratio(name, name + USUAL).median() : "",
                    answered.min(),
                    answered.max(),
                    entrant.contestant().of(Start::processor, turns).median(),
                    entrant.contestant().of(Start::peakBytes, turns).median() / 1e6,
                    Files.size(entrant.deployment().zip()) / 1e6);
        }
        return table;
    }

    private static Entrant enter(String name, Deployment deployment, Course course) throws IOException {
        return new Entrant(name, deployment, course.enter(deployment, false));
    }

    /** What SnapStart leaves of the first call, with priming and without. */
    private static Table snapshots(Course course, List<Role> roles, int warmUps, int turns) throws Exception {
        SideBySide race = new SideBySide();
        List<Pair> pairs = new ArrayList<>();
        for (Role role : roles) {
            Deployment real = course.real(role);
            Pair pair = new Pair(
                    role.title(),
                    course.enter(real.withJvmOptions(role.title() + "-unprimed", ""), true),
                    course.enter(real.withSnapStart(role.title() + "-primed"), true));
            pairs.add(pair);
            race.with(pair.name(), pair.plain()).with(pair.name() + ", primed", pair.primed());
        }
        race.run(warmUps, turns);

        Table table = new Table(
                "What a snapshot leaves of the first call, median of " + turns,
                "function",
                "first, ms",
                "second, ms",
                "first, primed, ms",
                "second, primed, ms",
                "primed / not");
        for (Pair pair : pairs) {
            double first = pair.plain().of(Start::first, turns).median();
            double firstPrimed = pair.primed().of(Start::first, turns).median();
            table.row(
                    pair.name(),
                    first,
                    pair.plain().of(Start::second, turns).median(),
                    firstPrimed,
                    pair.primed().of(Start::second, turns).median(),
                    firstPrimed / first);
        }
        return table;
    }

    private record Entrant(String name, Deployment deployment, Contestant contestant) {}

    /** One function with and without its hooks. */
    private record Pair(String name, Contestant plain, Contestant primed) {}

    private static List<String> notes() {
        return List.of(
                "Bare makes the same AWS calls with the same SDK and client settings, and nothing else; usual makes them "
                        + "with the SDK's own choices (Apache client, searched region and credentials) and Jackson's mapper. Neither "
                        + "authenticates, validates or measures.",
                "Ratios are medians of each turn's ratio. Memory and JVM options are the Terraform's defaults. DynamoDB Local "
                        + "and ElasticMQ stand behind TLS on this machine.",
                "Without SnapStart every start costs the first table's time; with it, a restore and the primed first call, "
                        + "which holds the hooks after a restore.");
    }
}
