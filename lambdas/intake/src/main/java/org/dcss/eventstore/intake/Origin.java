package org.dcss.eventstore.intake;

import org.dcss.eventstore.platform.telemetry.Log;

/**
 * Where a request comes from, as each line of the log about it tells.
 *
 * @param gatewayId the gateway's own id of the request, by which its access log tells the address it came from
 * @param src empty where it is not known
 * @param key names it; empty where it is not known
 */
public record Origin(String requestId, String gatewayId, String src, String key) {

    /** The line with this origin. */
    public Log.Line on(Log.Line line) {
        return line.with("gatewayRequestId", gatewayId).with("key", key).with("src", src);
    }
}
