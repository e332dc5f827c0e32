package org.dcss.eventstore.rehearsal.deployed;

import java.util.Map;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue by its URL, and all of its attributes. */
public record DeployedQueue(String name, String url, Map<QueueAttributeName, String> attributes) {

    public DeployedQueue {
        attributes = Map.copyOf(attributes);
    }
}
