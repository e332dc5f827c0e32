package org.dcss.eventstore.local.administration;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.dcss.eventstore.dynamodb.item.Attributes;
import org.dcss.eventstore.dynamodb.item.UsageItems;
import org.dcss.eventstore.dynamodb.item.Values;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** When keys were last used, as their keeper sees it. */
public final class KeyUses {

    private KeyUses() {}

    /**
     * The UTC day on which each key was last used, by the key's hash; a key that never was is absent. None where there is
     * no such table: a store that was started before there was one. Failures are the SDK's exceptions.
     */
    public static Map<String, LocalDate> all(DynamoDbClient dynamoDb, String table) {
        Map<String, LocalDate> days = new HashMap<>();
        try {
            dynamoDb.scanPaginator(scan -> scan.tableName(table)).items().forEach(item -> {
                String id = Values.text(item, Attributes.ID);
                if (UsageItems.isOfKey(id)) {
                    days.put(UsageItems.keyHash(id), LocalDate.parse(Values.text(item, Attributes.LAST_USED)));
                }
            });
        } catch (ResourceNotFoundException e) {
            return Map.of();
        }
        return days;
    }
}
