package org.dcss.eventstore.local.store;

import java.util.Optional;
import org.dcss.eventstore.local.engines.Engines;
import org.dcss.eventstore.platform.aws.CallLimits;
import org.dcss.eventstore.platform.aws.ServicesInProcess;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The engines, to which the functions beside them speak without a network. */
record EnginesInProcess(Engines engines) implements ServicesInProcess {

    @Override
    public Optional<SdkAutoCloseable> client(String service, CallLimits limits) {
        return switch (service) {
            case "DYNAMODB" -> Optional.of(engines.dynamoDb().embedded(limits.total()));
            case "SQS" -> Optional.of(engines.sqs().embedded(limits.total()));
            default -> Optional.empty();
        };
    }
}
