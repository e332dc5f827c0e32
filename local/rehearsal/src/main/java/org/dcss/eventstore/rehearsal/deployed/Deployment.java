package org.dcss.eventstore.rehearsal.deployed;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/**
 * Everything that is needed to run it.
 *
 * @param queues in the order to create them: DLQ first
 * @param tables those that functions write, as they were made
 */
public record Deployment(
        DeployedApi api, DeployedMapping mapping, List<DeployedQueue> queues, List<CreateTableRequest> tables) {

    public Deployment {
        queues = List.copyOf(queues);
        tables = List.copyOf(tables);
    }

    /** Each function once, whoever invokes it. */
    public List<DeployedFunction> functions() {
        return Stream.concat(api.routes().stream().map(DeployedRoute::function), Stream.of(mapping.function()))
                .distinct()
                .toList();
    }
}
