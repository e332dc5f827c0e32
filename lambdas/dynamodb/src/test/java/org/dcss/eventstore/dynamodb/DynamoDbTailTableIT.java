package org.dcss.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.core.contract.Samples.slot;

import java.time.Duration;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.contract.TailTableContract;
import org.dcss.eventstore.core.table.ClaimTable;
import org.dcss.eventstore.core.table.TailTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class DynamoDbTailTableIT extends TailTableContract {

    @RegisterExtension
    static final DynamoDbTables DYNAMO_DB = new DynamoDbTables();

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    private final String name = DYNAMO_DB.claims();

    @Override
    protected TailTable table() {
        return new DynamoDbTailTable(DYNAMO_DB.client(), name, CALL_TIMEOUT);
    }

    @Override
    protected ClaimTable claims() {
        return new DynamoDbClaimTable(DYNAMO_DB.client(), name, CALL_TIMEOUT);
    }

    @Test
    void absentTableIsNoAnswer() {
        TailTable absent = new DynamoDbTailTable(DYNAMO_DB.client(), "absent", CALL_TIMEOUT);

        assertThat(absent.tail(new Source("cpo"))).isInstanceOf(Reply.NoAnswer.class);
        assertThat(absent.raise(new Source("cpo"), slot(5))).isInstanceOf(Reply.NoAnswer.class);
    }
}
