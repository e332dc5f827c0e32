package org.dcss.eventstore.local.gateway;

import java.net.InetAddress;
import java.util.Set;

/**
 * How the gateway listens.
 *
 * @param port 0 picks a free one
 * @param limits of all routes together
 * @param concurrency how many functions run at once; further requests wait for their turn
 * @param hosts names it answers to besides loopback's, without a port
 * @param bodyBytes of all requests' bodies together, held at once at most
 * @param address where it listens; that of all interfaces is one, too
 */
public record GatewayOptions(
        int port, Limits limits, int concurrency, Cors cors, Set<String> hosts, long bodyBytes, InetAddress address) {

    /** A share of the heap that leaves room for what functions make of the bodies. */
    private static final long BODY_BYTES =
            Math.max(32L << 20, Runtime.getRuntime().maxMemory() / 8);

    /** On loopback. */
    public GatewayOptions(int port, Limits limits, int concurrency, Cors cors, Set<String> hosts, long bodyBytes) {
        this(port, limits, concurrency, cors, hosts, bodyBytes, InetAddress.getLoopbackAddress());
    }

    public GatewayOptions(int port, Limits limits, int concurrency, Cors cors) {
        this(port, limits, concurrency, cors, Set.of(), BODY_BYTES);
    }

    public GatewayOptions(int port, int ratePerSecond, int burst, int concurrency) {
        this(port, new Limits(ratePerSecond, burst), concurrency, Cors.READING);
    }

    public static GatewayOptions onPort(int port) {
        return new GatewayOptions(port, Limits.OF_AN_ACCOUNT, 32, Cors.READING);
    }

    public GatewayOptions withHosts(Set<String> wanted) {
        return new GatewayOptions(port, limits, concurrency, cors, wanted, bodyBytes, address);
    }

    public GatewayOptions at(InetAddress wanted) {
        return new GatewayOptions(port, limits, concurrency, cors, hosts, bodyBytes, wanted);
    }

    /** Whether others than this machine's own programs may reach it. */
    public boolean isOpen() {
        return !address.isLoopbackAddress();
    }
}
