package org.dcss.eventstore.local.engines.dynamodb.items;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;

/** A BatchWriteItem of nothing but puts of whole items. All of it is in one transaction, which DynamoDB does not promise. */
public final class ItemPuts {

    /** Of DynamoDB. */
    private static final int MOST = 25;

    private ItemPuts() {}

    /** What is asked for; nothing, if that is for DynamoDB Local to judge. */
    public static List<ItemPut> of(BatchWriteItemRequest request, Database database) {
        var puts = new ArrayList<ItemPut>();
        Set<List<Object>> keys = new HashSet<>();
        if (request.returnConsumedCapacityAsString() != null || request.returnItemCollectionMetricsAsString() != null) {
            return List.of();
        }
        for (var ofTable : request.requestItems().entrySet()) {
            for (var write : ofTable.getValue()) {
                var put = write.putRequest() == null || write.deleteRequest() != null
                        ? null
                        : database.plainTable(ofTable.getKey())
                                .flatMap(table -> ItemPut.of(write.putRequest().item(), table, false))
                                .orElse(null);
                if (put == null || !keys.add(put.key())) {
                    return List.of();
                }
                puts.add(put);
            }
        }
        return puts.size() > MOST ? List.of() : puts;
    }

    /** Carries the puts out, on the database's thread. */
    public static BatchWriteItemResponse carryOut(List<ItemPut> puts, Database database) {
        database.on(connection -> {
            for (var put : puts) {
                put.insert(connection);
            }
            return puts;
        });
        return BatchWriteItemResponse.builder().build();
    }
}
