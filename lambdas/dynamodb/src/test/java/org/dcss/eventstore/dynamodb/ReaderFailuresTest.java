package org.dcss.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcss.eventstore.core.contract.Samples.DAY;
import static org.dcss.eventstore.core.contract.Samples.slot;

import java.io.IOException;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.key.KeyHash;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.local.engines.access.Clients;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

final class ReaderFailuresTest {

    @ParameterizedTest
    @CsvSource({"500,InternalServerError", "400,ThrottlingException", "400,AccessDeniedException"})
    void readsFailWithWhatWentWrong(int status, String error) throws IOException {
        try (FaultyDynamoDb faulty = FaultyDynamoDb.failing(status, error);
                DynamoDbClient client = client(faulty)) {
            EventLog log = new DynamoDbEventLog(client, "events");
            assertThatThrownBy(() -> log.read(slot(0), slot(1), Filter.NONE, 1, Consistency.STRONG))
                    .isInstanceOf(ReadFailedException.class)
                    .hasMessageContaining("events")
                    .hasMessageContaining(error);
            assertThatThrownBy(() -> log.days(DAY, DAY, 1, Consistency.STRONG)).isInstanceOf(ReadFailedException.class);
            assertThatThrownBy(() -> log.get(slot(0))).isInstanceOf(ReadFailedException.class);
            assertThatThrownBy(() -> new DynamoDbKeyTable(client, "keys").find(KeyHash.of("qwerty")))
                    .isInstanceOf(ReadFailedException.class);
        }
    }

    private static DynamoDbClient client(FaultyDynamoDb faulty) {
        return DynamoDbClient.builder()
                .endpointOverride(faulty.endpoint())
                .region(Clients.REGION)
                .credentialsProvider(Clients.CREDENTIALS)
                .httpClientBuilder(AwsCrtHttpClient.builder())
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }
}
