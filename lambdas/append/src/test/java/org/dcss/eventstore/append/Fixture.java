package org.dcss.eventstore.append;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.key.KeyHash;
import org.dcss.eventstore.core.key.KeyRecord;
import org.dcss.eventstore.core.memory.MemoryQuotaTable;
import org.dcss.eventstore.core.memory.MemoryStreamTable;
import org.dcss.eventstore.core.stream.Appender;
import org.dcss.eventstore.core.stream.Outbox;
import org.dcss.eventstore.core.stream.Passing;
import org.dcss.eventstore.core.stream.StoredVersion;
import org.dcss.eventstore.core.stream.StreamId;
import org.dcss.eventstore.core.stream.StreamTable;
import org.dcss.eventstore.intake.key.Authenticator;
import org.dcss.eventstore.intake.key.CachedKeyTable;
import org.dcss.eventstore.intake.key.KeyUse;
import org.dcss.eventstore.intake.queue.Quotas;
import org.dcss.eventstore.intake.queue.SourceQuotas;
import org.dcss.eventstore.platform.function.Platform;
import org.dcss.eventstore.platform.priming.InvocationContext;
import org.dcss.eventstore.platform.telemetry.Log;
import org.dcss.eventstore.platform.telemetry.Measurements;
import org.dcss.eventstore.platform.telemetry.Metric;

/** The handler as a whole, between the gateway's JSON, or the schedule's, and a table and a queue that can be seen. */
final class Fixture {

    static final String CPO = "dcss_cpo_0123456789";
    static final String CAO = "dcss_cao_0123456789";
    static final int MAX_EVENT_BYTES = 1_024;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the client receives. */
    record Answer(int status, Map<String, String> headers, JsonNode json) {

        String problem() {
            return json.path("type").asText().replace("urn:dcss:problem:", "");
        }

        List<String> pointers() {
            List<String> pointers = new ArrayList<>();
            json.path("errors")
                    .forEach(error -> pointers.add(error.get("pointer").asText()));
            return pointers;
        }
    }

    final MemoryStreamTable streams = new MemoryStreamTable(10);
    final List<Event> queued = new ArrayList<>();
    final List<Measurements> measured = new ArrayList<>();
    final Map<String, KeyRecord> keys = new HashMap<>();
    Instant now = Instant.parse("2026-01-03T09:33:34.123Z");
    boolean queueFails;
    boolean keysFail;

    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final Clock clock;
    private final AppendHandler handler;
    private int made;

    Fixture() {
        this(Quotas.DEFAULTS, Optional.empty());
    }

    /** @param other takes the place of the table, if given */
    Fixture(Quotas quotas, Optional<StreamTable> other) {
        InstantSource time = () -> now;
        clock = time.withZone(ZoneOffset.UTC);
        StreamTable table = other.orElse(streams);
        keys.put(KeyHash.of(CPO), key("cpo", Set.of(), false));
        keys.put(KeyHash.of(CAO), key("cao", Set.of(), false));
        Log log = new Log("append", Log.Level.INFO, clock, new PrintStream(logged, true, StandardCharsets.UTF_8));
        Passing passing = new Passing(table, (event, answerBy) -> send(event), clock);
        handler = new AppendHandler(new AppendHandler.Parts(
                this::find,
                table,
                new Authenticator(new CachedKeyTable(this::find, Duration.ZERO, clock), clock),
                new KeyUse((hash, day) -> {}, Runnable::run, clock, log),
                new Appends(
                        new Appender(table, passing, clock, this::pause, () -> new Random(1)),
                        new SourceQuotas(quotas, new MemoryQuotaTable(), clock, log),
                        this::newId,
                        MAX_EVENT_BYTES),
                new Outbox(table, passing, clock),
                new Platform(clock, log, measured::add)));
    }

    static KeyRecord key(String src, Set<EventType> types, boolean test) {
        return new KeyRecord(new Source(src), "", Instant.EPOCH, Optional.empty(), Optional.empty(), types, test);
    }

    static KeyRecord endingKey(String src, Instant end) {
        return new KeyRecord(new Source(src), "", Instant.EPOCH, Optional.of(end), Optional.empty(), Set.of(), false);
    }

    private void pause(Duration pause) {
        now = now.plus(pause);
    }

    private EventId newId() {
        byte[] bytes = new byte[EventId.RANDOM_BYTES];
        bytes[0] = (byte) made++;
        return EventId.fromRandom(bytes);
    }

    private Optional<KeyRecord> find(String hash) {
        if (keysFail) {
            throw new ReadFailedException("no answer", new IOException());
        }
        return Optional.ofNullable(keys.get(hash));
    }

    private Reply<Event> send(Event event) {
        if (queueFails) {
            return new Reply.NoAnswer<>("down");
        }
        queued.add(event);
        return new Reply.Known<>(event);
    }

    List<StoredVersion> versions(String stream) {
        return streams.versions(new StreamId(stream));
    }

    /** Appends with the key of cpo. */
    Answer append(String address, String body) {
        return append(address, body, Map.of("authorization", CPO, "content-type", "application/json"));
    }

    Answer append(String address, String body, Map<String, String> headers) {
        String[] path = address.split("/", -1);
        ObjectNode event = JSON.createObjectNode().put("version", "2.0");
        event.put("routeKey", path.length > 1 ? "POST /streams/{id}/{version}" : "POST /streams/{id}");
        event.put("rawPath", "/streams/" + address);
        event.set("headers", JSON.valueToTree(headers));
        ObjectNode parameters = event.putObject("pathParameters").put("id", path[0]);
        if (path.length > 1) {
            parameters.put("version", path[1]);
        }
        event.putObject("requestContext").put("requestId", "gateway-5");
        event.put("body", body).put("isBase64Encoded", false);
        JsonNode answer = invoke(event);
        Map<String, String> answered = new HashMap<>();
        answer.get("headers")
                .properties()
                .forEach(header ->
                        answered.put(header.getKey(), header.getValue().asText()));
        return new Answer(
                answer.get("statusCode").asInt(),
                answered,
                read(answer.path("body").asText("")));
    }

    /** Invokes as the schedule does. */
    JsonNode runOutbox() {
        return invoke(JSON.createObjectNode().put("version", "0").put("source", "aws.events"));
    }

    private JsonNode invoke(JsonNode event) {
        try {
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            handler.handleRequest(
                    new ByteArrayInputStream(JSON.writeValueAsBytes(event)),
                    output,
                    new InvocationContext("append", Duration.ofSeconds(20), clock));
            return JSON.readTree(output.toByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    String log() {
        return logged.toString(StandardCharsets.UTF_8);
    }

    /** What was last measured under this name. */
    List<Double> metric(String name) {
        return measured.get(measured.size() - 1).values().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(name))
                .map(Map.Entry<Metric, List<Double>>::getValue)
                .findAny()
                .orElse(List.of());
    }
}
