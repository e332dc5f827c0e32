package org.dcss.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.core.contract.Samples.key;
import static org.dcss.eventstore.core.contract.Samples.slot;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.contract.ClaimTableContract;
import org.dcss.eventstore.core.table.Claim;
import org.dcss.eventstore.core.table.ClaimTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class DynamoDbClaimTableIT extends ClaimTableContract {

    @RegisterExtension
    static final DynamoDbTables DYNAMO_DB = new DynamoDbTables();

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
    private static final Claim CLAIM = new Claim(slot(5), Optional.of("hash"), Optional.of("m1"));

    private final String name = DYNAMO_DB.claims();

    @Override
    protected ClaimTable table() {
        return new DynamoDbClaimTable(DYNAMO_DB.client(), name, CALL_TIMEOUT);
    }

    @Test
    void claimsAndTailsHaveNoTimeToExpireAt() {
        table().claim(key("cpo", "a"), CLAIM);
        new DynamoDbTailTable(DYNAMO_DB.client(), name, CALL_TIMEOUT).raise(new Source("cpo"), slot(5));

        assertThat(item("cpo/a")).containsOnlyKeys("id", "slot", "hash", "message");
        assertThat(item("cpo")).containsOnlyKeys("id", "slot");
    }

    @Test
    void claimOfTheProtocolBeforeIsReadWithoutContentOrMessage() {
        DYNAMO_DB
                .client()
                .putItem(put -> put.tableName(name)
                        .item(Map.of(
                                "id", AttributeValue.fromS("cpo/~0123456789012345678901"),
                                "slot", AttributeValue.fromN(Long.toString(slot(5).millis())),
                                "expires", AttributeValue.fromN("4102444800"))));

        assertThat(table().find(key("cpo", "~0123456789012345678901")))
                .isEqualTo(new Reply.Known<>(Optional.of(new Claim(slot(5), Optional.empty(), Optional.empty()))));
    }

    @Test
    void absentTableIsNoAnswer() {
        ClaimTable absent = new DynamoDbClaimTable(DYNAMO_DB.client(), "absent", CALL_TIMEOUT);

        assertThat(absent.claim(key("cpo", "a"), CLAIM)).isInstanceOf(Reply.NoAnswer.class);
        assertThat(absent.find(key("cpo", "a"))).isInstanceOf(Reply.NoAnswer.class);
    }

    private Map<String, AttributeValue> item(String id) {
        return DYNAMO_DB
                .client()
                .getItem(get -> get.tableName(name).key(Map.of("id", AttributeValue.fromS(id))))
                .item();
    }
}
