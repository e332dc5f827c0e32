package org.dcss.eventstore.dynamodb;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.table.Claim;
import org.dcss.eventstore.core.table.ClaimTable;
import org.dcss.eventstore.dynamodb.item.Attributes;
import org.dcss.eventstore.dynamodb.item.Values;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** The claims in the claims table. */
public final class DynamoDbClaimTable implements ClaimTable {

    private final ClaimItems items;

    /**
     * A table.
     *
     * @param dynamoDb should not retry: the write protocol knows better when and what to ask again
     * @param callTimeout how long a call may take, all in all
     */
    public DynamoDbClaimTable(DynamoDbClient dynamoDb, String table, Duration callTimeout) {
        this.items = new ClaimItems(dynamoDb, table, callTimeout);
    }

    @Override
    public Reply<Claim> claim(EventKey key, Claim wanted) {
        Map<String, AttributeValue> item = ClaimItems.item(key.toString(), wanted.slot());
        wanted.hash().ifPresent(hash -> item.put(Attributes.HASH, Values.text(hash)));
        wanted.messageId().ifPresent(message -> item.put(Attributes.MESSAGE, Values.text(message)));
        try {
            items.put(
                    item,
                    PutItemRequest.builder()
                            .conditionExpression(ClaimItems.ABSENT)
                            .expressionAttributeNames(Attributes.names(Attributes.ID)));
            return new Reply.Known<>(wanted);
        } catch (ConditionalCheckFailedException e) {
            return new Reply.Known<>(claim(e.item()));
        } catch (SdkException e) {
            return Failures.reply(e);
        }
    }

    @Override
    public Reply<Optional<Claim>> find(EventKey key) {
        try {
            Map<String, AttributeValue> item = items.get(key.toString());
            return new Reply.Known<>(item.isEmpty() ? Optional.empty() : Optional.of(claim(item)));
        } catch (SdkException e) {
            return Failures.reply(e);
        }
    }

    private static Claim claim(Map<String, AttributeValue> item) {
        return new Claim(ClaimItems.slot(item), text(item, Attributes.HASH), text(item, Attributes.MESSAGE));
    }

    private static Optional<String> text(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? Optional.of(Values.text(item, name)) : Optional.empty();
    }
}
