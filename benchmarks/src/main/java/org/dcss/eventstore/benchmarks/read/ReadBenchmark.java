package org.dcss.eventstore.benchmarks.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.dcss.eventstore.benchmarks.harness.Benchmark;
import org.dcss.eventstore.benchmarks.harness.Comparison;
import org.dcss.eventstore.benchmarks.harness.Effort;
import org.dcss.eventstore.benchmarks.harness.Jmh;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.read.ReadWork.Reading;
import org.dcss.eventstore.benchmarks.testbed.Role;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.benchmarks.workload.Events;
import org.dcss.eventstore.benchmarks.workload.Requests;
import org.dcss.eventstore.benchmarks.workload.StoredEvents;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.local.function.LambdaFunction;

/** A whole day and a page of the feed; the baseline is the Query calls that bring the same items. */
public final class ReadBenchmark implements Benchmark {

    /** As Lambda sets the heap. */
    private static final double HEAP_OF_MEMORY = 0.85;

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public List<Table> run(Effort effort) throws Exception {
        try (Target target = Target.inMemory()) {
            int events = effort.of(3_000, Events.PER_DAY);
            Day day = Day.containing(Clock.systemUTC().instant().minus(Duration.ofDays(3)));
            Duration step = Duration.ofMillis(Duration.ofDays(1).toMillis() / events);
            StoredEvents.put(target, new Events(42).messages(day.first().start(), events, step));
            System.err.printf("  stored %d events%n", events);
            return List.of(times(target, day, events, effort));
        }
    }

    private static Table times(Target target, Day day, int events, Effort effort) throws Exception {
        List<String> options = jvmOptions(target);
        int iterations = effort.of(1, 5);
        Comparison comparison = new Comparison();
        for (Reading reading : Reading.values()) {
            Jmh jmh = jmh(reading, target, day, effort);
            comparison.with(reading.title, () -> jmh.run(options).micros() / 1000);
        }
        comparison.run(0, iterations);
        LambdaFunction query = target.services().inProcess(Role.QUERY, measured -> {});
        Table table = new Table(
                "Reading a day of " + events + " events, and a feed page of it, median of " + iterations,
                "what | ms | of Query | bytes sent");
        for (Reading reading : Reading.values()) {
            table.row(
                    reading.title,
                    comparison.of(reading.title).median(),
                    comparison.ratio(reading.title, reading.baseline().title),
                    reading == reading.baseline() ? "" : bytes(reading, query, day, events));
        }
        return table;
    }

    /** Reading and nothing else, in a JVM of its own: its memory and processor time are reading's. */
    private static Jmh jmh(Reading reading, Target target, Day day, Effort effort) {
        Map<String, String> params = Map.of(
                "reading", reading.name(),
                "endpoint", target.engines().dynamoDb().endpoint().toString(),
                "day", Long.toString(day.startMillis()));
        return new Jmh(ReadWork.class, "read", params, effort.of(1, 3), effort.of(200, 1_000));
    }

    /** Of a JVM that is set up as Lambda's. */
    private static List<String> jvmOptions(Target target) {
        int heapMb = (int) (target.defaults().memoryMb(Role.QUERY) * HEAP_OF_MEMORY);
        List<String> options = new ArrayList<>(target.defaults().jvmOptions());
        options.addAll(List.of("-Xmx" + heapMb + "m", "-XX:+UseSerialGC"));
        return options;
    }

    /** The bytes of the body that a client gets. */
    private static long bytes(Reading reading, LambdaFunction query, Day day, int events) throws Exception {
        JsonNode answer = Requests.answer(query.invoke(reading.request(day.startMillis())), 200);
        byte[] body = Base64.getDecoder().decode(answer.path("body").asText());
        boolean gzip = answer.path("headers").path("Content-Encoding").asText().equals("gzip");
        InputStream content = new ByteArrayInputStream(body);
        int read = JSON.readTree(gzip ? new GZIPInputStream(content) : content).size();
        if (read != (reading.isDay() ? events : ReadWork.PAGE)) {
            throw new IllegalStateException("not all was read, but " + read + " events: " + reading.title);
        }
        return body.length;
    }
}
