package org.dcss.eventstore.dynamodb;

import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.key.KeyRecord;
import org.dcss.eventstore.core.key.KeyTable;
import org.dcss.eventstore.dynamodb.item.Attributes;
import org.dcss.eventstore.dynamodb.item.KeyItems;
import org.dcss.eventstore.dynamodb.item.Values;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** The keys table as submit sees it. */
public final class DynamoDbKeyTable implements KeyTable {

    private final DynamoDbClient dynamoDb;
    private final String table;

    /** @param dynamoDb should retry a call that fails or hangs */
    public DynamoDbKeyTable(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Optional<KeyRecord> find(String keyHash) {
        GetItemRequest request = GetItemRequest.builder()
                .tableName(table)
                .key(Map.of(Attributes.KEY_HASH, Values.text(keyHash)))
                .consistentRead(true)
                .build();
        try {
            Map<String, AttributeValue> item = dynamoDb.getItem(request).item();
            return item.isEmpty() ? Optional.empty() : Optional.of(KeyItems.key(item));
        } catch (SdkException e) {
            throw new ReadFailedException("no answer from table " + table + ": " + Failures.reason(e), e);
        }
    }
}
