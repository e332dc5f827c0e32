package org.dcss.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.core.contract.Samples.DAY;
import static org.dcss.eventstore.core.contract.Samples.event;
import static org.dcss.eventstore.core.contract.Samples.key;
import static org.dcss.eventstore.core.contract.Samples.slot;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.table.Claim;
import org.dcss.eventstore.core.table.ClaimTable;
import org.dcss.eventstore.core.table.EventTable;
import org.dcss.eventstore.core.table.TailTable;
import org.dcss.eventstore.local.engines.access.Clients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

final class WriterFailuresTest {

    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final Duration IMPATIENT = Duration.ofMillis(250);
    private static final Claim CLAIM = new Claim(slot(1), Optional.of("hash"), Optional.of("m1"));

    @ParameterizedTest
    @ValueSource(strings = {"ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded"})
    void throttledWritesSaySoAfterOneRequest(String error) throws IOException {
        try (FaultyDynamoDb faulty = FaultyDynamoDb.failing(400, error);
                DynamoDbClient client = client(faulty.endpoint())) {
            assertThat(events(client, PATIENT).put(slot(1), event("a"))).isEqualTo(Reply.throttled());
            assertThat(claims(client, PATIENT).claim(key("cpo", "a"), CLAIM)).isEqualTo(Reply.throttled());
            assertThat(claims(client, PATIENT).find(key("cpo", "a"))).isEqualTo(Reply.throttled());
            assertThat(events(client, PATIENT).forward(slot(1), key("cpo", "a"), slot(2)))
                    .isEqualTo(Reply.throttled());
            assertThat(faulty.requests()).isEqualTo(4);
        }
    }

    @Test
    void serverErrorTellsNothingAndIsNotRetried() throws IOException {
        try (FaultyDynamoDb faulty = FaultyDynamoDb.failing(500, "InternalServerError");
                DynamoDbClient client = client(faulty.endpoint())) {
            assertNothingIsKnown(client, PATIENT);
            assertThat(faulty.requests()).isEqualTo(8);
        }
    }

    @Test
    void hungUpConnectionTellsNothing() throws IOException {
        try (FaultyDynamoDb faulty = FaultyDynamoDb.hangingUp();
                DynamoDbClient client = client(faulty.endpoint())) {
            assertNothingIsKnown(client, PATIENT);
        }
    }

    @Test
    @Timeout(120)
    void silenceEndsWithTheCallTimeout() throws IOException {
        try (FaultyDynamoDb faulty = FaultyDynamoDb.silent();
                DynamoDbClient client = client(faulty.endpoint())) {
            assertNothingIsKnown(client, IMPATIENT);
        }
    }

    @Test
    void refusedConnectionTellsNothing() throws IOException {
        URI endpoint;
        try (FaultyDynamoDb gone = FaultyDynamoDb.silent()) {
            endpoint = gone.endpoint();
        }
        try (DynamoDbClient client = client(endpoint)) {
            assertNothingIsKnown(client, PATIENT);
        }
    }

    @Test
    void largeEventIsRefusedOnlyIfDynamoDbSaysSo() throws IOException {
        String data = "{\"text\":\"" + "x".repeat(420_000) + "\"}";
        try (FaultyDynamoDb faulty = FaultyDynamoDb.failing(400, "AccessDeniedException");
                DynamoDbClient client = client(faulty.endpoint())) {
            assertThat(events(client, PATIENT).put(slot(1), event("cpo", "milestone", "a", data)))
                    .isInstanceOf(Reply.NoAnswer.class);
        }
    }

    private static void assertNothingIsKnown(DynamoDbClient client, Duration callTimeout) {
        EventTable events = events(client, callTimeout);
        ClaimTable claims = claims(client, callTimeout);
        TailTable tails = new DynamoDbTailTable(client, "claims", callTimeout);
        assertThat(events.put(slot(1), event("a"))).isInstanceOf(Reply.NoAnswer.class);
        assertThat(events.forward(slot(1), key("cpo", "a"), slot(2))).isInstanceOf(Reply.NoAnswer.class);
        assertThat(events.open(DAY)).isInstanceOf(Reply.NoAnswer.class);
        assertThat(events.stretch(slot(1))).isInstanceOf(Reply.NoAnswer.class);
        assertThat(claims.claim(key("cpo", "a"), CLAIM)).isInstanceOf(Reply.NoAnswer.class);
        assertThat(claims.find(key("cpo", "a"))).isInstanceOf(Reply.NoAnswer.class);
        assertThat(tails.tail(new Source("cpo"))).isInstanceOf(Reply.NoAnswer.class);
        assertThat(tails.raise(new Source("cpo"), slot(1))).isInstanceOf(Reply.NoAnswer.class);
    }

    private static EventTable events(DynamoDbClient client, Duration callTimeout) {
        return new DynamoDbEventTable(client, "events", callTimeout, Optional.empty());
    }

    private static ClaimTable claims(DynamoDbClient client, Duration callTimeout) {
        return new DynamoDbClaimTable(client, "claims", callTimeout);
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
