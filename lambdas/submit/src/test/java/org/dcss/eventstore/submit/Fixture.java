package org.dcss.eventstore.submit;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.key.KeyHash;
import org.dcss.eventstore.core.key.KeyRecord;
import org.dcss.eventstore.core.key.QuotaTable;
import org.dcss.eventstore.core.memory.MemoryQuotaTable;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.intake.body.BodySplitter;
import org.dcss.eventstore.intake.body.Content;
import org.dcss.eventstore.intake.key.Authenticator;
import org.dcss.eventstore.intake.key.CachedKeyTable;
import org.dcss.eventstore.intake.key.KeyUse;
import org.dcss.eventstore.intake.problem.Checked;
import org.dcss.eventstore.intake.queue.QuotaQueue;
import org.dcss.eventstore.intake.queue.Quotas;
import org.dcss.eventstore.intake.queue.SendResult;
import org.dcss.eventstore.intake.queue.SubmissionQueue;
import org.dcss.eventstore.platform.function.Platform;
import org.dcss.eventstore.platform.priming.InvocationContext;
import org.dcss.eventstore.platform.telemetry.Log;
import org.dcss.eventstore.platform.telemetry.Measurements;
import org.dcss.eventstore.platform.telemetry.Metric;
import org.dcss.eventstore.submit.event.EventCheck;
import org.dcss.eventstore.submit.event.SchemaCatalog;
import org.dcss.eventstore.submit.event.ValidEvent;
import org.dcss.eventstore.submit.pixel.Pixel;

/** The handler as a whole, between the gateway's JSON and a queue whose messages can be seen. */
final class Fixture {

    static final String KEY = "dcss_cpo_0123456789";
    static final Instant NOW = Instant.parse("2026-01-03T09:33:34.123456Z");
    static final int MAX_EVENT_BYTES = 4_096;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaCatalog SCHEMAS = SchemaCatalog.load();

    /** What the client receives. */
    record Answer(int status, Map<String, String> headers, String body) {

        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }
    }

    final List<Message> queued = new ArrayList<>();
    final List<Measurements> measured = new ArrayList<>();
    final Map<String, KeyRecord> keys = new HashMap<>();
    QuotaTable quotaTable = new MemoryQuotaTable();
    /** A key's hash and the day, for each time that a key's use was noted. */
    final List<String> uses = new ArrayList<>();

    boolean usesFail;
    /** Lambda's id of each request, in their order. */
    final List<String> requestIds = new ArrayList<>();

    String gatewayRequestId = "gateway-5";
    Instant now = NOW;
    boolean keysFail;
    /** How long the last answer was, as Lambda gets it. */
    int answerBytes;

    int lookups;
    /** Which of a request's messages the queue takes. */
    Function<Integer, Boolean> taken = index -> true;

    Duration remaining = Duration.ofSeconds(10);
    Optional<Instant> answerBy = Optional.empty();

    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final Clock clock;
    private final SubmitHandler handler;
    private int made;

    Fixture() {
        this(Duration.ofSeconds(60));
    }

    Fixture(Duration keyCacheTime) {
        this(keyCacheTime, MAX_EVENT_BYTES, Quotas.DEFAULTS);
    }

    Fixture(Duration keyCacheTime, int maxEventBytes) {
        this(keyCacheTime, maxEventBytes, Quotas.DEFAULTS);
    }

    Fixture(Duration keyCacheTime, Quotas quotas) {
        this(keyCacheTime, MAX_EVENT_BYTES, quotas);
    }

    /** With a pixel of this source. */
    static Fixture withPixel(String src, Quotas quotas) {
        return new Fixture(Duration.ofSeconds(60), MAX_EVENT_BYTES, quotas, Optional.of(src));
    }

    private Fixture(Duration keyCacheTime, int maxEventBytes, Quotas quotas) {
        this(keyCacheTime, maxEventBytes, quotas, Optional.empty());
    }

    private Fixture(Duration keyCacheTime, int maxEventBytes, Quotas quotas, Optional<String> pixelSource) {
        InstantSource source = () -> now;
        clock = source.withZone(ZoneOffset.UTC);
        keys.put(KeyHash.of(KEY), key("cpo"));
        Log log = new Log("submit", Log.Level.INFO, clock, new PrintStream(logged, true, StandardCharsets.UTF_8));
        Authenticator authenticator = new Authenticator(new CachedKeyTable(this::find, keyCacheTime, clock), clock);
        SubmissionQueue queue = new QuotaQueue(
                this::send,
                quotas,
                (src, at, amount, latest, expected) -> quotaTable.take(src, at, amount, latest, expected),
                clock,
                log);
        Submitter submitter = new Submitter(new EventCheck(SCHEMAS, maxEventBytes), queue, this::newId, clock);
        Optional<Pixel> pixel = pixelSource.map(src -> new Pixel(new Source(src), queue, this::newId, clock));
        KeyUse keyUse = new KeyUse(this::used, Runnable::run, clock, log);
        handler = new SubmitHandler(new SubmitHandler.Parts(
                this::find, authenticator, submitter, pixel, keyUse, new Platform(clock, log, measured::add)));
    }

    private EventId newId() {
        return EventId.fromRandom(bytes(made++));
    }

    private void used(String keyHash, LocalDate day) {
        if (usesFail) {
            throw new ReadFailedException("no answer", new IOException());
        }
        uses.add(keyHash + " " + day);
    }

    static KeyRecord key(String src) {
        return new KeyRecord(new Source(src), "", Instant.EPOCH, Optional.empty(), Optional.empty());
    }

    /** What the check says of each event of a body that source cpo sent as JSON. */
    static List<Checked<ValidEvent>> verdicts(EventCheck check, String body) {
        return BodySplitter.split(new Content(body.getBytes(StandardCharsets.UTF_8), false))
                .either(
                        elements -> elements.elements().stream()
                                .map(element -> check.check(element, new Source("cpo")))
                                .toList(),
                        problem -> List.of());
    }

    static EventId madeId(int number) {
        return EventId.fromRandom(bytes(number));
    }

    private static byte[] bytes(int number) {
        byte[] bytes = new byte[EventId.RANDOM_BYTES];
        bytes[0] = (byte) number;
        bytes[1] = (byte) (number >> 8);
        return bytes;
    }

    private Optional<KeyRecord> find(String hash) {
        lookups++;
        if (keysFail) {
            throw new ReadFailedException("no answer", new IOException());
        }
        return Optional.ofNullable(keys.get(hash));
    }

    private List<SendResult> send(List<Message> messages, Instant deadline) {
        answerBy = Optional.of(deadline);
        return IntStream.range(0, messages.size())
                .mapToObj(i -> {
                    if (!taken.apply(i)) {
                        return (SendResult) new SendResult.Failed("Unreachable");
                    }
                    queued.add(messages.get(i));
                    return new SendResult.Sent();
                })
                .toList();
    }

    Answer submit(String body) throws IOException {
        return submit(Map.of("authorization", KEY, "content-type", "application/json"), body);
    }

    Answer submit(Map<String, String> headers, String body) throws IOException {
        return invoke(request(headers).put("body", body).put("isBase64Encoded", false));
    }

    Answer submit(Map<String, String> headers, byte[] body) throws IOException {
        return invoke(request(headers).put("body", body).put("isBase64Encoded", true));
    }

    /** What {@code POST /submit/{type}} answers. */
    Answer submitData(String type, String body) throws IOException {
        return submitData(type, Map.of("authorization", KEY, "content-type", "application/json"), body);
    }

    Answer submitData(String type, Map<String, String> headers, String body) throws IOException {
        ObjectNode request =
                request(headers).put("routeKey", "POST /submit/{type}").put("body", body);
        request.putObject("pathParameters").put("type", type);
        return invoke(request);
    }

    /** What {@code GET /track.gif} answers. */
    Answer pixel(Map<String, String> query, Map<String, String> headers) throws IOException {
        ObjectNode request = request(headers).put("routeKey", "GET /track.gif");
        request.set("queryStringParameters", JSON.valueToTree(query));
        // Halves of surrogate pairs can be escaped, and not be sent otherwise.
        return invoke(request, JSON.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII));
    }

    private static ObjectNode request(Map<String, String> headers) {
        ObjectNode request = JSON.createObjectNode().put("version", "2.0").put("routeKey", "POST /submit");
        request.set("headers", JSON.valueToTree(headers));
        return request;
    }

    private Answer invoke(ObjectNode request) throws IOException {
        return invoke(request, JSON.writer());
    }

    private Answer invoke(ObjectNode request, ObjectWriter writer) throws IOException {
        request.putObject("requestContext").put("requestId", gatewayRequestId);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        InvocationContext context = new InvocationContext("submit", remaining, clock);
        requestIds.add(context.getAwsRequestId());
        handler.handleRequest(new ByteArrayInputStream(writer.writeValueAsBytes(request)), output, context);
        answerBytes = output.size();
        JsonNode answer = JSON.readTree(output.toByteArray());
        Map<String, String> headers = new HashMap<>();
        answer.get("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return new Answer(
                answer.get("statusCode").intValue(),
                headers,
                answer.path("body").asText());
    }

    String log() {
        return logged.toString(StandardCharsets.UTF_8);
    }

    /** The metric's values in the last request. */
    List<Double> metric(String name) {
        return measured.get(measured.size() - 1).values().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(name))
                .map(Map.Entry<Metric, List<Double>>::getValue)
                .findAny()
                .orElse(List.of());
    }
}
