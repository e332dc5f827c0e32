package org.dcss.eventstore.query.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.memory.FaultyStreamTable;
import org.dcss.eventstore.core.memory.MemoryStreamTable;
import org.dcss.eventstore.core.stream.Draft;
import org.dcss.eventstore.core.stream.StoredVersion;
import org.dcss.eventstore.core.stream.StreamEvent;
import org.dcss.eventstore.core.stream.StreamId;
import org.dcss.eventstore.core.stream.StreamTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StreamEndpointTest {

    private static final StreamId STREAM = new StreamId("order:1");
    private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_123L);

    private final MemoryStreamTable table = new MemoryStreamTable(4);

    @BeforeEach
    void fill() {
        put(1, "a/1");
        for (int version = 2; version <= 6; version++) {
            put(version, EventId.fromRandom(new byte[16]).value());
        }
    }

    private void put(int version, String id) {
        Draft draft = new Draft(STREAM, new Source("cpo"), "made \"é\"", "AA==", new EventId(id));
        assertThat(table.put(new StreamEvent(draft, version, NOW)).known()).isPresent();
    }

    private APIGatewayV2HTTPResponse get(String id, Map<String, String> query, Map<String, String> headers) {
        return get(Optional.of(table), id, query, headers);
    }

    private static APIGatewayV2HTTPResponse get(
            Optional<StreamTable> table, String id, Map<String, String> query, Map<String, String> headers) {
        APIGatewayV2HTTPEvent request = new APIGatewayV2HTTPEvent();
        request.setRawPath("/streams/" + id);
        request.setPathParameters(Map.of("id", id));
        request.setQueryStringParameters(query);
        request.setHeaders(headers);
        return new StreamEndpoint(table).answer(request, NOW).response();
    }

    private APIGatewayV2HTTPResponse get(String id, Map<String, String> query) {
        return get(id, query, Map.of());
    }

    @Test
    void versionsComeInOrderWithTheLinkToThoseThatFollow() {
        APIGatewayV2HTTPResponse answer = get("order:1", Map.of("limit", "2"));

        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(answer.getBody())
                .isEqualTo("[{\"stream\":\"order:1\",\"version\":1,\"type\":\"made"
                        + " \\\"é\\\"\",\"src\":\"cpo\",\"id\":\"a/1\","
                        + "\"appended\":1700000000123,\"data\":\"AA==\"},{\"stream\":\"order:1\",\"version\":2,\"type\":\"made"
                        + " \\\"é\\\"\",\"src\":\"cpo\",\"appended\":1700000000123,\"data\":\"AA==\"}]");
        assertThat(answer.getHeaders())
                .containsEntry("Link", "<./order:1?from=3&limit=2>; rel=\"next\"")
                .containsEntry("Cache-Control", "public, max-age=86400");
    }

    @Test
    void pageThatMayStillGrowIsNotKeptByCaches() {
        APIGatewayV2HTTPResponse part = get("order:1", Map.of());
        APIGatewayV2HTTPResponse end = get("order:1", Map.of("from", "7"));

        assertThat(part.getHeaders())
                .containsEntry("Link", "<./order:1?from=5>; rel=\"next\"")
                .containsEntry("Cache-Control", "no-cache");
        assertThat(end.getStatusCode()).isEqualTo(200);
        assertThat(end.getBody()).isEqualTo("[]");
        assertThat(end.getHeaders())
                .containsEntry("Link", "<./order:1?from=7>; rel=\"next\"")
                .containsEntry("Cache-Control", "no-cache");
    }

    @Test
    void answerThatTheClientHasIsNotSentAgain() {
        String tag = get("order:1", Map.of("from", "7")).getHeaders().get("ETag");

        assertThat(get("order:1", Map.of("from", "7"), Map.of("if-none-match", tag))
                        .getStatusCode())
                .isEqualTo(304);
        put(7, EventId.fromRandom(new byte[16]).value());
        assertThat(get("order:1", Map.of("from", "7"), Map.of("if-none-match", tag))
                        .getStatusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"other, 1", "other, 5", "a b, 1", "order, 1"})
    void whatIsNoStreamIsNotFound(String id, String from) {
        assertThat(get(id, Map.of("from", from)).getStatusCode()).isEqualTo(404);
    }

    @Test
    void whereNoStreamsAreKeptNoneIsFound() {
        assertThat(get(Optional.empty(), "order:1", Map.of(), Map.of()).getStatusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"from, 0", "from, -1", "from, 1.5", "from, 9007199254740993", "limit, 0", "limit, 1001", "after, 1"})
    void wrongParameterIsNamed(String name, String value) {
        APIGatewayV2HTTPResponse answer = get("order:1", Map.of(name, value));

        assertThat(answer.getStatusCode()).isEqualTo(400);
        assertThat(answer.getBody())
                .contains("urn:dcss:problem:invalid-parameter")
                .contains(name);
    }

    @Test
    void silentTableIsAFailedRead() {
        StreamTable silent = new FaultyStreamTable(table) {
            @Override
            public Reply<List<StoredVersion>> read(StreamId stream, long from, int limit) {
                return new Reply.NoAnswer<>("silence");
            }
        };

        assertThatThrownBy(() -> get(Optional.of(silent), "a", Map.of(), Map.of()))
                .isInstanceOf(ReadFailedException.class);
    }
}
