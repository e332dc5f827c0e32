package org.dcss.eventstore.local.engines.dynamodb;

import java.time.Duration;
import java.util.function.Supplier;
import org.dcss.eventstore.local.engines.dynamodb.items.ItemPut;
import org.dcss.eventstore.local.engines.dynamodb.items.ItemPuts;
import org.dcss.eventstore.local.engines.dynamodb.items.StretchQuery;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.embedded.DDBExceptionMappingInvocationHandler;

/**
 * The SDK's client of a DynamoDB Local in this process: no socket, no signature, no HTTP. It throws what a client that
 * speaks to a service does. A call that it gives up has done nothing and never will: it is given up only while it waits
 * for its turn.
 */
final class EmbeddedDynamoDb extends OrderedDynamoDb {

    private final DynamoDbDatabase database;

    EmbeddedDynamoDb(DynamoDbClient engine, DynamoDbDatabase database, Duration patience) {
        super(engine, database.thread(), patience);
        this.database = database;
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return StretchQuery.of(request, database.getTableInfo(request.tableName()))
                .map(stretch -> read(request, any -> stretch.answer(database)))
                .orElseGet(() -> super.query(request));
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return database.plainTable(request.tableName())
                .flatMap(table -> ItemPut.of(request, table))
                .map(put -> oneItem(request, any -> put.carryOut(request, database)))
                .orElseGet(() -> super.putItem(request));
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        var puts = ItemPuts.of(request, database);
        return puts.isEmpty()
                ? super.batchWriteItem(request)
                : oneItem(request, any -> ItemPuts.carryOut(puts, database));
    }

    @Override
    <T> T ask(Supplier<T> request) {
        try {
            return request.get();
        } catch (DynamoDBLocalServiceException e) {
            throw asOfService(e);
        } catch (SdkException e) {
            throw e;
        } catch (RuntimeException e) {
            throw InternalServerErrorException.builder()
                    .message("DynamoDB Local failed: " + e.getMessage())
                    .cause(e)
                    .build();
        }
    }

    private static RuntimeException asOfService(DynamoDBLocalServiceException e) {
        try {
            DDBExceptionMappingInvocationHandler.handleDynamoDBLocalServiceException(e);
            return e;
        } catch (RuntimeException mapped) {
            return mapped;
        } catch (Throwable other) {
            return new IllegalStateException(other);
        }
    }
}
