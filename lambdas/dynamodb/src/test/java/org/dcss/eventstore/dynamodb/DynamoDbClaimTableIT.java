package org.dcss.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.core.contract.Samples.key;
import static org.dcss.eventstore.core.contract.Samples.slot;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.dcss.eventstore.core.ClaimResult;
import org.dcss.eventstore.core.ClaimTable;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.contract.ClaimTableContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class DynamoDbClaimTableIT extends ClaimTableContract {

    @RegisterExtension
    static final DynamoDbTables DYNAMO_DB = new DynamoDbTables();

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
    private static final Instant EXPIRES = Instant.parse("2100-01-01T00:00:00Z");

    private final String name = DYNAMO_DB.claims();

    @Override
    protected ClaimTable table() {
        return new DynamoDbClaimTable(DYNAMO_DB.client(), name, CALL_TIMEOUT);
    }

    @Test
    void claimIsKeptUntilItExpires() {
        table().claim(key("cpo", "a"), slot(5), EXPIRES);
        assertThat(item("cpo/a")).containsEntry("expires", seconds(EXPIRES));

        table().move(key("cpo", "a"), slot(5), slot(9), EXPIRES.plusSeconds(60));
        assertThat(item("cpo/a")).containsEntry("expires", seconds(EXPIRES.plusSeconds(60)));
    }

    @Test
    void raisedTailIsKeptUntilItExpires() {
        table().raiseTail(new Source("cpo"), slot(5), EXPIRES);

        assertThat(item("cpo")).containsEntry("expires", seconds(EXPIRES));
    }

    @Test
    void absentTableIsNoAnswer() {
        ClaimTable absent = new DynamoDbClaimTable(DYNAMO_DB.client(), "absent", CALL_TIMEOUT);

        assertThat(absent.claim(key("cpo", "a"), slot(5), EXPIRES)).isInstanceOf(ClaimResult.Unknown.class);
        assertThat(absent.tail(new Source("cpo"))).isEmpty();
        assertThat(absent.raiseTail(new Source("cpo"), slot(5), EXPIRES)).isFalse();
    }

    private Map<String, AttributeValue> item(String id) {
        return DYNAMO_DB
                .client()
                .getItem(get -> get.tableName(name).key(Map.of("id", AttributeValue.fromS(id))))
                .item();
    }

    private static AttributeValue seconds(Instant instant) {
        return AttributeValue.fromN(Long.toString(instant.getEpochSecond()));
    }
}
