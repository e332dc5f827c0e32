package org.dcss.eventstore.local.gateway;

/**
 * How the gateway listens.
 *
 * @param port 0 picks a free one
 * @param limits of all routes together
 * @param concurrency how many functions run at once; further requests wait for their turn
 */
public record GatewayOptions(int port, Limits limits, int concurrency, Cors cors) {

    public GatewayOptions(int port, int ratePerSecond, int burst, int concurrency) {
        this(port, new Limits(ratePerSecond, burst), concurrency, Cors.READING);
    }

    public static GatewayOptions onPort(int port) {
        return new GatewayOptions(port, Limits.OF_AN_ACCOUNT, 32, Cors.READING);
    }
}
