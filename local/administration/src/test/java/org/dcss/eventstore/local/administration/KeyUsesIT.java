package org.dcss.eventstore.local.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.key.QuotaTable;
import org.dcss.eventstore.dynamodb.DynamoDbTables;
import org.dcss.eventstore.dynamodb.DynamoDbUsageTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class KeyUsesIT {

    @RegisterExtension
    static final DynamoDbTables DYNAMO_DB = new DynamoDbTables();

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void aDayOfUseNeverGoesBack() {
        String name = DYNAMO_DB.table(CreateTables::usage);
        DynamoDbUsageTable table = new DynamoDbUsageTable(DYNAMO_DB.client(), name, Duration.ofSeconds(20));
        table.used("hash", LocalDate.parse("2026-03-01"));
        table.used("hash", LocalDate.parse("2026-03-02"));
        table.used("hash", LocalDate.parse("2026-03-01"));
        table.used("other", LocalDate.parse("2026-02-28"));
        table.take(new Source("cpo"), NOW, Duration.ofSeconds(1), QuotaTable.ANY, Instant.EPOCH);

        assertThat(KeyUses.all(DYNAMO_DB.client(), name))
                .isEqualTo(Map.of("hash", LocalDate.parse("2026-03-02"), "other", LocalDate.parse("2026-02-28")));
    }

    @Test
    void absentTableKnowsNoUses() {
        assertThat(KeyUses.all(DYNAMO_DB.client(), "absent")).isEmpty();
    }
}
