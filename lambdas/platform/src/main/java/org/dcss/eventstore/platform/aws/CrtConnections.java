package org.dcss.eventstore.platform.aws;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;

/**
 * The SDK's CRT client, which starts fastest. What it has sent when a call is given up may still arrive, seconds later. It is
 * a class of its own because a function with another client is deployed without CRT.
 */
public final class CrtConnections {

    private CrtConnections() {}

    /**
     * A client; the caller closes it.
     *
     * @param maxConnections connections per service; further calls wait for one
     */
    public static SdkHttpClient client(int maxConnections) {
        return AwsCrtHttpClient.builder()
                .maxConcurrency(maxConnections)
                .connectionTimeout(AwsClients.CONNECT_WITHIN)
                .tlsNegotiationTimeout(AwsClients.CONNECT_WITHIN)
                .connectionMaxIdleTime(AwsClients.IDLE)
                .build();
    }
}
