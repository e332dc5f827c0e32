package org.dcss.eventstore.local.engines.dynamodb;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.RequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/**
 * DynamoDB Local within this process: requests that write items are carried out in the order they come in, by the database's
 * own thread; those that read items have it for their statements; requests about tables are carried out as they come. What DynamoDB Local throws is passed on as it is.
 */
class OrderedDynamoDb implements DynamoDbClient {

    private final DynamoDbClient engine;
    private final DatabaseThread thread;
    private final Duration patience;

    /** @param patience how long a request about items may wait for its turn that does not say so itself */
    OrderedDynamoDb(DynamoDbClient engine, DatabaseThread thread, Duration patience) {
        this.engine = engine;
        this.thread = thread;
        this.patience = patience;
    }

    /** Asks the engine, here and now. */
    <T> T ask(Supplier<T> request) {
        return request.get();
    }

    private <R extends DynamoDbRequest, T> T inTurn(Turn.Kind kind, R request, Function<R, T> engine) {
        return ask(() -> thread.take(new Turn<>(kind, () -> engine.apply(request)), patience(request)));
    }

    /** Asks for what writes nothing. */
    final <R extends DynamoDbRequest, T> T read(R request, Function<R, T> engine) {
        return ask(() -> thread.read(() -> engine.apply(request), patience(request)));
    }

    private Duration patience(DynamoDbRequest request) {
        return request.overrideConfiguration()
                .flatMap(RequestOverrideConfiguration::apiCallTimeout)
                .orElse(patience);
    }

    /** Asks for what may be in one transaction with other requests. */
    final <R extends DynamoDbRequest, T> T oneItem(R request, Function<R, T> engine) {
        return inTurn(Turn.Kind.ONE_ITEM, request, engine);
    }

    private <R extends DynamoDbRequest, T> T alone(R request, Function<R, T> engine) {
        return inTurn(Turn.Kind.ALONE, request, engine);
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return oneItem(request, engine::putItem);
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return oneItem(request, engine::updateItem);
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return oneItem(request, engine::deleteItem);
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return read(request, engine::getItem);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return read(request, engine::query);
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        return read(request, engine::scan);
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return read(request, engine::batchGetItem);
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        return alone(request, engine::batchWriteItem);
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return alone(request, engine::transactWriteItems);
    }

    @Override
    public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
        return alone(request, engine::transactGetItems);
    }

    @Override
    public ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
        return alone(request, engine::executeStatement);
    }

    @Override
    public BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest request) {
        return alone(request, engine::batchExecuteStatement);
    }

    @Override
    public ExecuteTransactionResponse executeTransaction(ExecuteTransactionRequest request) {
        return alone(request, engine::executeTransaction);
    }

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
        return ask(() -> engine.createTable(request));
    }

    @Override
    public DeleteTableResponse deleteTable(DeleteTableRequest request) {
        return ask(() -> engine.deleteTable(request));
    }

    @Override
    public DescribeTableResponse describeTable(DescribeTableRequest request) {
        return ask(() -> engine.describeTable(request));
    }

    @Override
    public DescribeLimitsResponse describeLimits(DescribeLimitsRequest request) {
        return ask(() -> engine.describeLimits(request));
    }

    @Override
    public ListTablesResponse listTables(ListTablesRequest request) {
        return ask(() -> engine.listTables(request));
    }

    @Override
    public UpdateTableResponse updateTable(UpdateTableRequest request) {
        return ask(() -> engine.updateTable(request));
    }

    @Override
    public DescribeTimeToLiveResponse describeTimeToLive(DescribeTimeToLiveRequest request) {
        return ask(() -> engine.describeTimeToLive(request));
    }

    @Override
    public UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request) {
        return ask(() -> engine.updateTimeToLive(request));
    }

    @Override
    public ListTagsOfResourceResponse listTagsOfResource(ListTagsOfResourceRequest request) {
        return ask(() -> engine.listTagsOfResource(request));
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        return ask(() -> engine.tagResource(request));
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        return ask(() -> engine.untagResource(request));
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Nothing: the engine serves others. */
    @Override
    public void close() {}
}
