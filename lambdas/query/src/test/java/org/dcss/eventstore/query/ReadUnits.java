package org.dcss.eventstore.query;

import java.net.URI;
import java.util.concurrent.atomic.DoubleAdder;
import org.dcss.eventstore.local.engines.access.Clients;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** What DynamoDB says that reading has cost, of every Query and GetItem of a client. */
final class ReadUnits implements ExecutionInterceptor {

    private final DoubleAdder units = new DoubleAdder();

    DynamoDbClient client(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Clients.REGION)
                .credentialsProvider(Clients.CREDENTIALS)
                .httpClientBuilder(AwsCrtHttpClient.builder())
                .overrideConfiguration(options -> options.addExecutionInterceptor(this))
                .build();
    }

    /** Read units since this was asked last. */
    double take() {
        return units.sumThenReset();
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        if (context.request() instanceof QueryRequest query) {
            return query.toBuilder()
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .build();
        }
        if (context.request() instanceof GetItemRequest get) {
            return get.toBuilder()
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .build();
        }
        return context.request();
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof QueryRequest query && context.response() instanceof QueryResponse found) {
            add(query.consistentRead(), found.consumedCapacity());
        }
        if (context.request() instanceof GetItemRequest get && context.response() instanceof GetItemResponse found) {
            add(get.consistentRead(), found.consumedCapacity());
        }
    }

    /** DynamoDB Local takes nothing where there is nothing, DynamoDB itself as much as for the smallest item. */
    private void add(Boolean consistent, ConsumedCapacity consumed) {
        units.add(Math.max(Boolean.TRUE.equals(consistent) ? 1 : 0.5, consumed.capacityUnits()));
    }
}
