package org.dcss.eventstore.benchmarks.coldstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a JVM loaded and when, as its log has it. */
record ClassLoads(List<Load> loads) {

    /**
     * A class.
     *
     * @param millis since the JVM started
     * @param archived whether it came out of the JDK's own class-data archive
     */
    record Load(double millis, String name, boolean archived) {}

    private static final Pattern LINE = Pattern.compile("\\[([0-9]+)[.,]([0-9]{3})s] (\\S+) source: (.*)");

    /** The option that makes a JVM write such a log. */
    static String option(Path file) {
        return "-Xlog:class+load=info:file=" + file + ":uptime:filecount=0";
    }

    static ClassLoads read(Path file) throws IOException {
        List<Load> loads = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.map(LINE::matcher).filter(Matcher::matches).forEach(line -> loads.add(load(line)));
        }
        return new ClassLoads(loads);
    }

    private static Load load(Matcher line) {
        return new Load(
                Long.parseLong(line.group(1)) * 1000.0 + Long.parseLong(line.group(2)),
                line.group(3),
                line.group(4).startsWith("shared objects file"));
    }

    /** When the first class was loaded whose name starts so. */
    OptionalDouble first(String prefix) {
        return loads.stream()
                .filter(load -> load.name().startsWith(prefix))
                .mapToDouble(Load::millis)
                .findFirst();
    }

    /** How many of the classes were loaded from that time on, and before the other. */
    long between(double from, double until) {
        return loads.stream()
                .filter(load -> load.millis() >= from && load.millis() < until)
                .count();
    }

    /** How many classes have names that match. */
    long named(String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return loads.stream()
                .filter(load -> compiled.matcher(load.name()).lookingAt())
                .count();
    }

    long archived() {
        return loads.stream().filter(Load::archived).count();
    }
}
