package org.dcss.eventstore.benchmarks.harness;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps reports as JSON files, one a benchmark, with what they were measured on. */
public final class Results {

    private final Path folder;

    public Results(Path folder) {
        this.folder = folder;
    }

    /** Writes the report to a file, which replaces an earlier one of the same benchmark; returns the file. */
    public Path keep(Report report, Effort effort, Instant now) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("benchmark", report.name());
        json.put("measured", now.toString());
        json.put("effort", effort.name());
        json.put("machine", machine());
        json.put("tables", report.tables().stream().map(Results::table).toList());
        json.put("notes", report.notes());
        Path file = Files.createDirectories(folder).resolve(report.name() + ".json");
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json);
        return file;
    }

    /** The machine's cores and heap, and the Java that ran. */
    public static Map<String, Object> machine() {
        Runtime runtime = Runtime.getRuntime();
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("cores", runtime.availableProcessors());
        machine.put("heapMb", runtime.maxMemory() >> 20);
        machine.put("java", System.getProperty("java.runtime.version", ""));
        machine.put("os", System.getProperty("os.name", "") + " " + System.getProperty("os.arch", ""));
        return machine;
    }

    private static Map<String, Object> table(Table table) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", table.title());
        json.put("columns", List.copyOf(table.columns()));
        json.put("rows", table.rows());
        return json;
    }
}
