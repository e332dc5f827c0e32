package org.dcss.eventstore.rehearsal.deployed;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/**
 * Everything that is needed to run it.
 *
 * @param schedules those that call a function of this deployment
 * @param queues in the order to create them: DLQ first
 * @param tables those that functions write, as they were made
 */
public record Deployment(
        DeployedApi api,
        DeployedMapping mapping,
        List<DeployedSchedule> schedules,
        List<DeployedQueue> queues,
        List<CreateTableRequest> tables) {

    public Deployment {
        schedules = List.copyOf(schedules);
        queues = List.copyOf(queues);
        tables = List.copyOf(tables);
    }

    /** Each function once, whoever invokes it. */
    public List<DeployedFunction> functions() {
        return Stream.of(
                        api.routes().stream().map(DeployedRoute::function),
                        Stream.of(mapping.function()),
                        schedules.stream().map(DeployedSchedule::function))
                .flatMap(found -> found)
                .distinct()
                .toList();
    }
}
