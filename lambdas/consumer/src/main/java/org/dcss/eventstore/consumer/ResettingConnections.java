package org.dcss.eventstore.consumer;

import org.dcss.eventstore.platform.aws.AwsClients;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/**
 * The consumer's HTTP client: a call that is given up takes its bytes back as far as anything can. The SDK's Apache 5
 * client aborts a call by closing the connection with linger 0, over TLS too: the kernel then resets it and forgets what
 * it has not yet delivered. After any other close, as the CRT client's, it goes on sending for minutes, and a put lands
 * seconds after its writer has given it up and readers have passed its slot. What has reached the server by then stays
 * there: such a put may land at any time, and is counted when it is found.
 *
 * <p>Everything is bounded: connections, the wait for one, connecting, and each wait for bytes. The limit of a whole
 * call, {@code settle/4}, is the AWS client's, which has no retries; it aborts what is under way.
 */
final class ResettingConnections {

    private ResettingConnections() {}

    /**
     * A client; the caller closes it.
     *
     * @param maxConnections connections per service; further calls wait for one
     */
    static SdkHttpClient client(int maxConnections) {
        return Apache5HttpClient.builder()
                .maxConnections(maxConnections)
                .connectionAcquisitionTimeout(AwsClients.CONNECT_WITHIN)
                .connectionTimeout(AwsClients.CONNECT_WITHIN)
                .socketTimeout(AwsClients.CONNECT_WITHIN)
                .connectionMaxIdleTime(AwsClients.IDLE)
                .expectContinueEnabled(false)
                .build();
    }
}
