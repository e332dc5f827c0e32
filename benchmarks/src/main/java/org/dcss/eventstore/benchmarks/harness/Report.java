package org.dcss.eventstore.benchmarks.harness;

import java.util.List;

/**
 * What a benchmark found.
 *
 * @param notes what a reader must know to understand the figures, a sentence each
 */
public record Report(String name, List<Table> tables, List<String> notes) {

    public Report {
        tables = List.copyOf(tables);
        notes = List.copyOf(notes);
    }
}
