package org.dcss.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcss.eventstore.core.contract.Samples.DAY;
import static org.dcss.eventstore.core.contract.Samples.slot;

import java.time.Duration;
import java.util.Optional;
import org.dcss.eventstore.core.Consistency;
import org.dcss.eventstore.core.EventLog;
import org.dcss.eventstore.core.EventTable;
import org.dcss.eventstore.core.Filter;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.contract.EventLogContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class DynamoDbEventLogIT extends EventLogContract {

    @RegisterExtension
    static final DynamoDbTables DYNAMO_DB = new DynamoDbTables();

    private final String name = DYNAMO_DB.events(false);

    @Override
    protected EventLog log() {
        return new DynamoDbEventLog(DYNAMO_DB.client(), name);
    }

    @Override
    protected EventTable table() {
        return new DynamoDbEventTable(DYNAMO_DB.client(), name, Duration.ofSeconds(30), Optional.empty());
    }

    @Test
    void absentTableFailsTheRead() {
        EventLog absent = new DynamoDbEventLog(DYNAMO_DB.client(), "absent");

        assertThatThrownBy(() -> absent.read(slot(0), slot(1), Filter.NONE, 1, Consistency.STRONG))
                .isInstanceOf(ReadFailedException.class)
                .hasMessageContaining("absent");
        assertThatThrownBy(() -> absent.days(DAY, DAY, 1, Consistency.STRONG)).isInstanceOf(ReadFailedException.class);
        assertThatThrownBy(() -> absent.get(slot(0))).isInstanceOf(ReadFailedException.class);
    }

    @Test
    void stretchOverMidnightIsAMistake() {
        assertThatThrownBy(() -> log().read(slot(0), DAY.next().first(), Filter.NONE, 1, Consistency.STRONG))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
