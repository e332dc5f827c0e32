package org.dcss.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.contract.QuotaTableContract;
import org.dcss.eventstore.core.key.QuotaTable;
import org.dcss.eventstore.dynamodb.item.Attributes;
import org.dcss.eventstore.dynamodb.item.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class DynamoDbUsageTableIT extends QuotaTableContract {

    @RegisterExtension
    static final DynamoDbTables DYNAMO_DB = new DynamoDbTables();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String name = DYNAMO_DB.usage();
    private final DynamoDbUsageTable table = new DynamoDbUsageTable(DYNAMO_DB.client(), name, PATIENCE);

    @Override
    protected QuotaTable table() {
        return table;
    }

    @Test
    void itemsOfQuotasExpire() {
        table.take(CPO, NOW, Duration.ofSeconds(1), QuotaTable.ANY, Instant.EPOCH);

        assertThat(DYNAMO_DB.client().scan(scan -> scan.tableName(name)).items())
                .singleElement()
                .satisfies(item -> assertThat(Values.number(item, Attributes.EXPIRES))
                        .isEqualTo(NOW.plus(Duration.ofDays(2)).getEpochSecond()));
    }

    @Test
    void absentTableIsNoAnswer() {
        DynamoDbUsageTable absent = new DynamoDbUsageTable(DYNAMO_DB.client(), "absent", PATIENCE);

        assertThatThrownBy(() -> absent.used("hash", LocalDate.EPOCH)).isInstanceOf(ReadFailedException.class);
        assertThatThrownBy(() -> absent.take(CPO, NOW, Duration.ofMillis(1), QuotaTable.ANY, Instant.EPOCH))
                .isInstanceOf(ReadFailedException.class);
    }
}
