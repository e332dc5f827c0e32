package org.dcss.eventstore.local.runtime;

import java.util.Map;

/**
 * What a function finds where it runs.
 *
 * @param endpoints variables that lead the SDK to stand-ins for AWS, such as {@code AWS_ENDPOINT_URL}: the only ones
 *     that Lambda would not set
 */
public record Surroundings(String region, Credentials credentials, Map<String, String> endpoints) {

    public Surroundings {
        endpoints = Map.copyOf(endpoints);
    }
}
