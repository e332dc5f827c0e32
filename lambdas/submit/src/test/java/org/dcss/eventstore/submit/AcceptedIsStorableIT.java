package org.dcss.eventstore.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.message.MessageCodec;
import org.dcss.eventstore.core.table.PutResult;
import org.dcss.eventstore.dynamodb.DynamoDbEventLog;
import org.dcss.eventstore.dynamodb.DynamoDbEventTable;
import org.dcss.eventstore.dynamodb.item.TableSchema;
import org.dcss.eventstore.local.engines.Engines;
import org.junit.jupiter.api.Test;

/** Whatever submit accepts, the table takes and gives back: a share of the documents of {@link AcceptedIsDecodedIT}. */
class AcceptedIsStorableIT {

    private static final int STORED = 3_000;
    private static final long FIRST_SLOT = 1_700_000_000_000L;
    private static final String TABLE = "events";

    @Test
    void whatIsAcceptedIsStoredAndReadAsItWasSent() throws Exception {
        HostileDocuments documents = new HostileDocuments(new Random(STORED));
        try (Engines engines = Engines.inMemory()) {
            engines.dynamoDbClient().createTable(TableSchema.EVENTS.request(TABLE));
            int stored = 0;
            while (stored < STORED) {
                for (Message message : documents.accepted(documents.next())) {
                    store(engines, MessageCodec.decode(MessageCodec.encode(message)), stored++);
                }
            }
        }
    }

    private static void store(Engines engines, Message message, int number) throws IOException {
        DynamoDbEventTable table =
                new DynamoDbEventTable(engines.dynamoDbClient(), TABLE, Duration.ofSeconds(30), Optional.empty());
        Slot slot = new Slot(FIRST_SLOT + number);
        Event event = message.event();

        assertThat(table.put(slot, event)).isEqualTo(new Reply.Known<>(new PutResult.Stored()));
        assertThat(new DynamoDbEventLog(engines.dynamoDbClient(), TABLE).get(slot))
                .map(StoredEvent::event)
                .contains(event);
    }
}
