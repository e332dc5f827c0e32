package org.dcss.eventstore.benchmarks.read;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** The calls that bring all items of a query, in its pages of 1 MB, and nothing else. */
final class RawQuery {

    private RawQuery() {}

    /** How many items there are. */
    static int items(QueryRequest.Builder request, DynamoDbClient dynamoDb) {
        QueryResponse response = dynamoDb.query(request.build());
        int items = response.count();
        while (response.hasLastEvaluatedKey()) {
            response = dynamoDb.query(
                    request.exclusiveStartKey(response.lastEvaluatedKey()).build());
            items += response.count();
        }
        return items;
    }
}
