package org.dcss.eventstore.local.engines;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;

/**
 * DynamoDB Local, which carries requests out in the order they came in. Left to itself it lets reads and other writes
 * overtake a put that waits for the table's lock, for seconds on a busy machine; a read could then miss a put that its
 * sender has given up on, and that lands all the same.
 */
final class OrderedRequests extends LocalDynamoDBRequestHandler {

    private final Lock turn = new ReentrantLock(true);

    /** In memory, and one database for all credentials and regions. */
    OrderedRequests() {
        super(0, true, null, true, false);
    }

    @Override
    public PutItemResponse putItem(String accessKey, String region, PutItemRequest request) {
        return inTurn(() -> super.putItem(accessKey, region, request));
    }

    @Override
    public UpdateItemResponse updateItem(String accessKey, String region, UpdateItemRequest request) {
        return inTurn(() -> super.updateItem(accessKey, region, request));
    }

    @Override
    public DeleteItemResponse deleteItem(String accessKey, String region, DeleteItemRequest request) {
        return inTurn(() -> super.deleteItem(accessKey, region, request));
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(
            String accessKey, String region, TransactWriteItemsRequest request) {
        return inTurn(() -> super.transactWriteItems(accessKey, region, request));
    }

    @Override
    public GetItemResponse getItem(String accessKey, String region, GetItemRequest request) {
        return inTurn(() -> super.getItem(accessKey, region, request));
    }

    @Override
    public QueryResponse query(String accessKey, String region, QueryRequest request) {
        return inTurn(() -> super.query(accessKey, region, request));
    }

    private <T> T inTurn(Supplier<T> request) {
        turn.lock();
        try {
            return request.get();
        } finally {
            turn.unlock();
        }
    }
}
