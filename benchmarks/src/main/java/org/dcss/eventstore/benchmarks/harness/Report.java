package org.dcss.eventstore.benchmarks.harness;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a benchmark found, with notes on what went otherwise than a reader expects. */
public record Report(List<Table> tables, List<String> notes) {

    public Report {
        tables = List.copyOf(tables);
        notes = List.copyOf(notes);
    }

    /** On standard output as Markdown, with where it was measured. */
    public void print(String title) {
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                "## %s, on %d cores, %d MB of heap, Java %s%n%s",
                title,
                runtime.availableProcessors(),
                runtime.maxMemory() >> 20,
                System.getProperty("java.runtime.version"),
                Stream.concat(tables.stream(), notes.stream())
                        .map(part -> "\n" + part.toString().strip() + "\n")
                        .collect(Collectors.joining()));
    }
}
