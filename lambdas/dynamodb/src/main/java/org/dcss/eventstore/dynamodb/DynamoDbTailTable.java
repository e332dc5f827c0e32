package org.dcss.eventstore.dynamodb;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.table.TailTable;
import org.dcss.eventstore.dynamodb.item.Attributes;
import org.dcss.eventstore.dynamodb.item.Values;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** The sources' tails in the claims table. */
public final class DynamoDbTailTable implements TailTable {

    private final ClaimItems items;

    /**
     * A table.
     *
     * @param dynamoDb should not retry: the write protocol knows better when and what to ask again
     * @param callTimeout how long a call may take, all in all
     */
    public DynamoDbTailTable(DynamoDbClient dynamoDb, String table, Duration callTimeout) {
        this.items = new ClaimItems(dynamoDb, table, callTimeout);
    }

    @Override
    public Reply<Optional<Slot>> tail(Source src) {
        try {
            Map<String, AttributeValue> item = items.get(src.name());
            return new Reply.Known<>(item.isEmpty() ? Optional.empty() : Optional.of(ClaimItems.slot(item)));
        } catch (SdkException e) {
            return Failures.reply(e);
        }
    }

    @Override
    public Reply<Slot> raise(Source src, Slot slot) {
        try {
            items.put(
                    ClaimItems.item(src.name(), slot),
                    PutItemRequest.builder()
                            .conditionExpression(ClaimItems.ABSENT + " OR #" + Attributes.SLOT + " < :slot")
                            .expressionAttributeNames(Attributes.names(Attributes.ID, Attributes.SLOT))
                            .expressionAttributeValues(Map.of(":slot", Values.number(slot.millis()))));
            return new Reply.Known<>(slot);
        } catch (ConditionalCheckFailedException e) {
            return new Reply.Known<>(ClaimItems.slot(e.item()));
        } catch (SdkException e) {
            return Failures.reply(e);
        }
    }
}
