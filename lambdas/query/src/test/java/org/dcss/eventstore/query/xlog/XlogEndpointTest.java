package org.dcss.eventstore.query.xlog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.contract.Samples;
import org.dcss.eventstore.core.memory.MemoryEventTable;
import org.dcss.eventstore.core.memory.MemoryViewTable;
import org.dcss.eventstore.core.view.Content;
import org.dcss.eventstore.core.view.ViewConflictException;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;
import org.dcss.eventstore.core.xlog.Xlog;
import org.dcss.eventstore.query.view.Views;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over a table in memory, filled as the projector does it. */
final class XlogEndpointTest {

    private static final String FILE = "cpo/milestones";

    private final Xlog view = new Xlog();
    private final MemoryViewTable table = new MemoryViewTable(1_000);
    private final XlogEndpoint endpoint = endpoint(table, Set.of("xlog"));
    private int events;

    /** An answer as a client has it. */
    private static final class Got {

        private final int status;
        private final Map<String, String> headers;
        private final byte[] body;

        Got(int status, Map<String, String> headers, byte[] body) {
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        int status() {
            return status;
        }

        Map<String, String> headers() {
            return headers;
        }

        byte[] body() {
            return body;
        }

        String text() {
            return new String(body, ISO_8859_1);
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    @BeforeEach
    void serve() {
        table.replace(
                new ViewKey("served", "xlog"),
                Optional.empty(),
                new ViewItem(Samples.slot(0), Content.of(view.name())));
    }

    @Test
    void whatIsNotKeptIsNotFound() {
        write("milestones", "one");
        XlogEndpoint without = endpoint(table, Set.of("counts"));

        assertThat(got(without.answer(request("GET", FILE, Map.of(), Map.of()), Instant.EPOCH)
                                .response())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aFileIsGivenWhole() {
        write("milestones", "one", "two");

        Got got = get(FILE);

        assertThat(got.status()).isEqualTo(200);
        assertThat(got.text()).isEqualTo("one\ntwo\n");
        assertThat(got.headers())
                .containsEntry("ETag", "\"1-8\"")
                .containsEntry("Accept-Ranges", "bytes")
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("Content-Type", "text/plain; charset=utf-8")
                .containsEntry("Last-Modified", "Sun, 17 May 2020 23:59:59 GMT")
                .containsEntry("Complete-Through", Long.toString(Samples.slot(2).millis()))
                .doesNotContainKeys("Content-Range", "Content-Encoding", "Vary");
    }

    @Test
    void aRangeIsAPart() {
        write("milestones", "one", "two");

        Got middle = get(FILE, "range", "bytes=2-4");
        assertThat(middle.status()).isEqualTo(206);
        assertThat(middle.text()).isEqualTo("e\nt");
        assertThat(middle.header("Content-Range")).isEqualTo("bytes 2-4/8");
        assertThat(middle.header("ETag")).isEqualTo("\"1-8\"");
        assertThat(get(FILE, "range", "bytes=4-").text()).isEqualTo("two\n");
        assertThat(get(FILE, "range", "bytes=-3").text()).isEqualTo("wo\n");
        assertThat(get(FILE, "range", "bytes=0-0,2-2").text()).isEqualTo("one\ntwo\n");
        assertThat(get(FILE, "range", "bytes=0-0,2-2").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=8-", "bytes=8-9", "bytes=-0", "bytes=4000000000-"})
    void aRangeBeyondTheEndIsAnsweredWithoutABody(String range) {
        write("milestones", "one", "two");

        Got got = get(FILE, "range", range);

        assertThat(got.status()).isEqualTo(416);
        assertThat(got.body()).isEmpty();
        assertThat(got.headers()).containsEntry("Content-Range", "bytes */8").containsEntry("ETag", "\"1-8\"");
    }

    @Test
    void headTellsTheTrueLength() {
        writeMegabytes(9);
        long length = length(FILE);

        Got got = ask("HEAD", FILE, Map.of("range", "bytes=5-"), Map.of());

        assertThat(length).isGreaterThan(2 * Stretch.MAX_LENGTH);
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body()).isEmpty();
        assertThat(got.headers())
                .containsEntry("Content-Length", Long.toString(length))
                .containsEntry("ETag", "\"1-" + length + "\"")
                .doesNotContainKey("Content-Range");
    }

    @Test
    void whoHasItAllIsToldSo() {
        write("milestones", "one", "two");

        for (String method : List.of("GET", "HEAD")) {
            Got got = ask(method, FILE, Map.of("if-none-match", "\"1-8\"", "range", "bytes=8-"), Map.of());
            assertThat(got.status()).isEqualTo(304);
            assertThat(got.body()).isEmpty();
            assertThat(got.header("ETag")).isEqualTo("\"1-8\"");
        }
        assertThat(get(FILE, "if-none-match", "\"1-4\"").status()).isEqualTo(200);
        assertThat(get(FILE, "if-modified-since", "Mon, 18 May 2020 00:00:00 GMT")
                        .status())
                .isEqualTo(304);
        assertThat(get(FILE, "if-modified-since", "Sun, 17 May 2020 23:59:59 GMT")
                        .status())
                .isEqualTo(200);
        // An entity tag tells more than a date.
        assertThat(ask(
                                "GET",
                                FILE,
                                Map.of(
                                        "if-none-match",
                                        "\"1-4\"",
                                        "if-modified-since",
                                        "Mon, 18 May 2020 00:00:00 GMT"),
                                Map.of())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aConditionalRangeGoesOnFromAnyEarlierLength() {
        write("milestones", "one");
        String tag = get(FILE).header("ETag");
        write("milestones", "two");

        Got rest = ask("GET", FILE, Map.of("range", "bytes=4-", "if-range", tag), Map.of());
        assertThat(rest.status()).isEqualTo(206);
        assertThat(rest.text()).isEqualTo("two\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2-4\"", "\"1-9\"", "W/\"1-4\"", "\"other\"", "yesterday"})
    void whatIsNoBeginningOfTheFileGetsItWhole(String tag) {
        write("milestones", "one", "two");

        for (String range : List.of("bytes=4-", "bytes=100-")) {
            Got got = ask("GET", FILE, Map.of("range", range, "if-range", tag), Map.of());
            assertThat(got.status()).isEqualTo(200);
            assertThat(got.text()).isEqualTo("one\ntwo\n");
            assertThat(got.headers()).doesNotContainKey("Content-Range");
        }
    }

    @Test
    void whatWasWithdrawnIsFetchedAnewByWhoeverHasIt() {
        write("milestones", "one", "two");
        String tag = get(FILE).header("ETag");
        String list = get("").header("ETag");
        events++;
        Event notice = Samples.event(
                "cpo",
                "withdrawal",
                "e" + events,
                "{\"reason\":\"x\",\"events\":[" + Samples.slot(1).millis() + "]}");
        apply(List.of(
                new StoredEvent(Samples.slot(events), Samples.filed(notice, "milestones", Instant.EPOCH)),
                line("milestones", "three")));

        Got anew = ask("GET", FILE, Map.of("range", "bytes=8-", "if-range", tag), Map.of());
        assertThat(anew.status()).isEqualTo(200);
        assertThat(anew.text()).isEqualTo("wit\ntwo\nthree\n");
        assertThat(anew.header("ETag")).isEqualTo("\"2-14\"");
        assertThat(get(FILE, "if-none-match", tag).status()).isEqualTo(200);
        assertThat(get(FILE, "range", "bytes=8-").text()).isEqualTo("three\n");
        assertThat(get("", "if-none-match", list).text()).contains("\"length\":14,\"generation\":2,");
    }

    @Test
    void whoGoesOnFromWhatHeHasGetsALongFileOnce() {
        writeMegabytes(9);
        byte[] file = new byte[0];
        List<Integer> statuses = new ArrayList<>();

        Got got = get(FILE);
        while (got.status() != 416) {
            statuses.add(got.status());
            assertThat(got.body().length).isBetween(1, Stretch.MAX_LENGTH);
            assertThat(got.text()).endsWith("\n");
            int from = file.length;
            file = Arrays.copyOf(file, from + got.body().length);
            System.arraycopy(got.body(), 0, file, from, got.body().length);
            assertThat(got.header("ETag")).isEqualTo("\"1-" + file.length + "\"");
            if (got.status() == 206) {
                assertThat(got.header("Content-Range"))
                        .isEqualTo("bytes " + from + "-" + (file.length - 1) + "/" + length(FILE));
            }
            got = ask(
                    "GET",
                    FILE,
                    Map.of("range", "bytes=" + file.length + "-", "if-range", got.header("ETag")),
                    Map.of());
        }

        assertThat(statuses).containsExactly(200, 206, 206);
        assertThat(new String(file, ISO_8859_1).equals(megabytes(9))).isTrue();
    }

    @Test
    void anAnswerThatIsCutDoesNotPassForTheWholeFile() {
        writeMegabytes(5);

        Got cut = get(FILE);

        assertThat(cut.headers()).doesNotContainKey("Last-Modified");
        assertThat(get(FILE, "if-none-match", cut.header("ETag")).status()).isEqualTo(200);
    }

    @Test
    void aRangeThatFitsIsNotCut() {
        writeMegabytes(5);

        Got got = get(FILE, "range", "bytes=100-4000099");

        assertThat(got.body()).hasSize(Stretch.MAX_LENGTH);
        assertThat(got.header("Content-Range")).isEqualTo("bytes 100-4000099/" + length(FILE));
        assertThat(get(FILE, "range", "bytes=100-4000100").text()).endsWith("\n");
    }

    @Test
    void whatLiesBeyondTheLengthIsNotThereYet() {
        write("milestones", "one");
        StoredEvent next = line("milestones", "two");
        // A projector that ended before it noted the new length.
        view.apply(List.of(next), new OnlyPieces(table));

        assertThat(get(FILE).text()).isEqualTo("one\n");
        assertThat(get(FILE, "range", "bytes=4-").status()).isEqualTo(416);
        view.apply(List.of(next), table);
        assertThat(get(FILE).text()).isEqualTo("one\ntwo\n");
    }

    @Test
    void aGapIsNeverPassedOver() {
        writeMegabytes(1);
        XlogEndpoint gappy = endpoint(new WithoutAPiece(table, 100), Set.of("xlog"));

        assertThatThrownBy(() -> gappy.answer(request("GET", FILE, Map.of(), Map.of()), Instant.EPOCH))
                .isInstanceOf(ViewConflictException.class);
        assertThat(got(gappy.answer(request("GET", FILE, Map.of("range", "bytes=0-99"), Map.of()), Instant.EPOCH)
                                .response())
                        .status())
                .isEqualTo(206);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cpo/milestone", "cpo/milestones/x", "cao/milestones", "cpo/../cpo/milestones", "cao", "cao/"})
    void whatIsNotThereIsNotFound(String path) {
        write("milestones", "one");

        Got got = get(path);

        assertThat(got.status()).isEqualTo(404);
        assertThat(got.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(got.text()).contains("\"status\":404").hasSizeLessThan(400);
    }

    @Test
    void aListNamesFilesWithTheirLengths() {
        write("milestones", "one", "two");
        write("0.34/logfile", "three");
        view.apply(List.of(line("cao", "milestones", "four")), table);

        assertThat(get("").text())
                .isEqualTo("[{\"src\":\"cao\",\"file\":\"milestones\",\"length\":5,\"generation\":1,\"last\":"
                        + Samples.slot(4).millis()
                        + "},{\"src\":\"cpo\",\"file\":\"0.34/logfile\",\"length\":6,\"generation\":1,\"last\":"
                        + Samples.slot(3).millis()
                        + "},{\"src\":\"cpo\",\"file\":\"milestones\",\"length\":8,\"generation\":1,\"last\":"
                        + Samples.slot(2).millis() + "}]");
        for (String path : List.of("cpo", "cpo/")) {
            assertThat(get(path).text()).contains("0.34/logfile", "milestones").doesNotContain("cao");
        }
        assertThat(get("").headers())
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Cache-Control", "public, max-age=1")
                .containsEntry("Complete-Through", Long.toString(Samples.slot(3).millis()));
    }

    @Test
    void aListIsUnchangedUntilTheViewIsFurther() throws IOException {
        assertThat(get("").text()).isEqualTo("[]");
        write("milestones", "one");
        Got first = get("", "accept-encoding", "gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(first.body())).readAllBytes())
                .isEqualTo(get("").body());
        assertThat(get("", "if-none-match", first.header("ETag")).status()).isEqualTo(304);
        assertThat(get("cpo", "if-none-match", first.header("ETag")).status()).isEqualTo(304);

        write("milestones", "two");

        assertThat(get("", "if-none-match", first.header("ETag")).text()).contains("\"length\":8");
    }

    @Test
    void aLongListComesInPages() {
        List<StoredEvent> lines = new ArrayList<>();
        for (int i = 0; i < 3 * 1_900; i++) {
            lines.add(line("c" + i / 1_900, "f" + i % 1_900, "x"));
        }
        view.apply(lines, table);

        Got first = get("");
        assertThat(first.text().split("\"src\"", -1)).hasSize(ListingEndpoint.MAX_FILES + 1);
        String link = first.header("Link");
        assertThat(link).startsWith("<./?after=c2%2Ff").endsWith(">; rel=\"next\"");
        String after = link.substring(link.indexOf("=") + 1, link.indexOf('>')).replace("%2F", "/");
        Got second = ask("GET", "", Map.of(), Map.of("after", after));
        assertThat(second.text().split("\"src\"", -1)).hasSize(5_700 - ListingEndpoint.MAX_FILES + 1);
        assertThat(second.headers()).doesNotContainKey("Link");
        assertThat(second.text()).doesNotContain("\"" + after.substring(3) + "\",");
        assertThat(get("c1").text().split("\"src\"", -1)).hasSize(1_901);
        assertThat(ask("GET", "c1", Map.of(), Map.of("after", "c0/f0")).text())
                .isEqualTo(get("c1").text());
        assertThat(ask("GET", "c1", Map.of(), Map.of("after", "c2/f0")).text()).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"after=", "after=cpo", "after=cpo/../x", "limit=5"})
    void aParameterThatAListDoesNotTakeIsRefused(String parameter) {
        String[] parts = parameter.split("=", -1);

        Got got = ask("GET", "", Map.of(), Map.of(parts[0], parts[1]));

        assertThat(got.status()).isEqualTo(400);
        assertThat(got.text()).contains("after");
    }

    private void writeMegabytes(int megabytes) {
        List<StoredEvent> lines = new ArrayList<>();
        megabytes(megabytes).lines().forEach(text -> lines.add(line("milestones", text)));
        apply(lines);
    }

    private static String megabytes(int megabytes) {
        Random random = new Random(megabytes);
        StringBuilder text = new StringBuilder();
        while (text.length() < megabytes * 1_000_000) {
            text.append("x".repeat(1 + random.nextInt(2_000)))
                    .append(text.length())
                    .append('\n');
        }
        return text.toString();
    }

    private void write(String file, String... lines) {
        apply(Arrays.stream(lines).map(text -> line(file, text)).toList());
    }

    private void apply(List<StoredEvent> lines) {
        view.apply(lines, table);
        table.replace(
                view.checkpoint(),
                table.get(view.checkpoint()).map(ViewItem::through),
                new ViewItem(lines.get(lines.size() - 1).slot(), Content.EMPTY));
    }

    private StoredEvent line(String file, String text) {
        return line("cpo", file, text);
    }

    private StoredEvent line(String src, String file, String text) {
        events++;
        Event event = Samples.event(src, "line", "e" + events, "{\"text\":\"" + text + "\"}");
        return new StoredEvent(Samples.slot(events), Samples.filed(event, file, Instant.EPOCH));
    }

    private long length(String file) {
        String tag = ask("HEAD", file, Map.of(), Map.of()).header("ETag");
        return Long.parseLong(tag.substring(3, tag.length() - 1));
    }

    private Got get(String path, String... header) {
        return ask("GET", path, header.length == 0 ? Map.of() : Map.of(header[0], header[1]), Map.of());
    }

    private Got ask(String method, String path, Map<String, String> headers, Map<String, String> parameters) {
        return got(endpoint.answer(request(method, path, headers, parameters), Instant.EPOCH)
                .response());
    }

    private static XlogEndpoint endpoint(ViewTable table, Set<String> switchedOn) {
        return new XlogEndpoint(new Views(
                table, switchedOn, new MemoryEventTable(100), new Settling(Duration.ofSeconds(3)), Clock.systemUTC()));
    }

    private static APIGatewayV2HTTPEvent request(
            String method, String path, Map<String, String> headers, Map<String, String> parameters) {
        APIGatewayV2HTTPEvent request = new APIGatewayV2HTTPEvent();
        request.setRouteKey(method + " /xlog/{path+}");
        request.setRawPath("/xlog/" + path);
        request.setPathParameters(new HashMap<>(Map.of("path", path)));
        request.setQueryStringParameters(parameters);
        request.setHeaders(headers);
        return request;
    }

    private static Got got(APIGatewayV2HTTPResponse response) {
        String body = Optional.ofNullable(response.getBody()).orElse("");
        return new Got(
                response.getStatusCode(),
                response.getHeaders(),
                response.getIsBase64Encoded() ? Base64.getDecoder().decode(body) : body.getBytes(ISO_8859_1));
    }
}
