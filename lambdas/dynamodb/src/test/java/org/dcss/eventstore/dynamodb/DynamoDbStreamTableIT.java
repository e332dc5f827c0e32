package org.dcss.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.contract.StreamTableContract;
import org.dcss.eventstore.core.stream.Draft;
import org.dcss.eventstore.core.stream.StreamEvent;
import org.dcss.eventstore.core.stream.StreamId;
import org.dcss.eventstore.core.stream.StreamTable;
import org.dcss.eventstore.local.engines.access.Clients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class DynamoDbStreamTableIT extends StreamTableContract {

    @RegisterExtension
    static final DynamoDbTables DYNAMO_DB = new DynamoDbTables();

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
    private static final StreamId STREAM = new StreamId("order-1");
    private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_123L);

    private final String name = DYNAMO_DB.streams();

    @Override
    protected StreamTable table() {
        return new DynamoDbStreamTable(DYNAMO_DB.client(), name, CALL_TIMEOUT);
    }

    private static StreamEvent event(String id) {
        return new StreamEvent(new Draft(STREAM, new Source("cpo"), "made", "AA==", new EventId(id)), 1, NOW);
    }

    @Test
    void formOfTheItemsStaysAsItIs() {
        table().put(event("a/1"));

        assertThat(item("order-1", 1))
                .isEqualTo(Map.of(
                        "stream", AttributeValue.fromS("order-1"),
                        "version", AttributeValue.fromN("1"),
                        "src", AttributeValue.fromS("cpo"),
                        "type", AttributeValue.fromS("made"),
                        "data", AttributeValue.fromS("AA=="),
                        "id", AttributeValue.fromS("a/1"),
                        "appended", AttributeValue.fromN("1700000000123"),
                        "pending", AttributeValue.fromN("2")));
        assertThat(item("order-1/a/1", 0))
                .isEqualTo(Map.of(
                        "stream", AttributeValue.fromS("order-1/a/1"),
                        "version", AttributeValue.fromN("0"),
                        "of", AttributeValue.fromN("1"),
                        "hash", AttributeValue.fromS(event("a/1").draft().hash())));
    }

    private Map<String, AttributeValue> item(String stream, int version) {
        return DYNAMO_DB
                .client()
                .getItem(get -> get.tableName(name)
                        .key(Map.of(
                                "stream", AttributeValue.fromS(stream),
                                "version", AttributeValue.fromN(Integer.toString(version)))))
                .item();
    }

    @Test
    void absentTableIsNoAnswer() {
        StreamTable absent = new DynamoDbStreamTable(DYNAMO_DB.client(), "absent", CALL_TIMEOUT);

        assertThat(calls(absent)).allSatisfy(reply -> assertThat(reply).isInstanceOf(Reply.NoAnswer.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ProvisionedThroughputExceededException", "ThrottlingException", "TransactionConflictException"})
    void whatIsRefusedIsNotDone(String error) throws Exception {
        try (FaultyDynamoDb faulty = FaultyDynamoDb.failing(400, error);
                DynamoDbClient client = client(faulty.endpoint())) {
            List<Reply<?>> replies = calls(new DynamoDbStreamTable(client, name, CALL_TIMEOUT));

            assertThat(replies).allSatisfy(reply -> assertThat(reply).isInstanceOf(Reply.NotDone.class));
            assertThat(faulty.requests()).isEqualTo(replies.size());
        }
    }

    private static List<Reply<?>> calls(StreamTable table) {
        StreamEvent unnamed = event(EventId.fromRandom(new byte[16]).value());
        return List.of(
                table.last(STREAM),
                table.put(event("a")),
                table.put(unnamed),
                table.find(STREAM, new EventId("a")),
                table.read(STREAM, 1, 1),
                table.readBack(STREAM, 2, 1),
                table.sent(event("a")),
                table.pending(0, NOW, 1));
    }

    private static DynamoDbClient client(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Clients.REGION)
                .credentialsProvider(Clients.CREDENTIALS)
                .httpClientBuilder(AwsCrtHttpClient.builder())
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }
}
