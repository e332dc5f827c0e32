package org.dcss.eventstore.platform;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;

/** The SDK's CRT client. A class of its own: a function with another client is deployed without CRT. */
final class CrtConnections {

    private CrtConnections() {}

    static SdkHttpClient client(int maxConnections) {
        return AwsCrtHttpClient.builder()
                .maxConcurrency(maxConnections)
                .connectionTimeout(AwsClients.CONNECT_WITHIN)
                .tlsNegotiationTimeout(AwsClients.CONNECT_WITHIN)
                .connectionMaxIdleTime(AwsClients.IDLE)
                .build();
    }
}
