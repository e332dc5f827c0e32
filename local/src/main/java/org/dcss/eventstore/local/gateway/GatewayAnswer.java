package org.dcss.eventstore.local.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What the gateway sends to the client. */
record GatewayAnswer(int status, Map<String, String> headers, ByteBuffer body) {

    static final GatewayAnswer NO_CONTENT = new GatewayAnswer(204, Map.of(), ByteBuffer.allocate(0));
    static final GatewayAnswer BAD = own(400, "Bad Request");
    static final GatewayAnswer NOT_FOUND = own(404, "Not Found");
    static final GatewayAnswer TOO_LARGE = own(413, "Request Entity Too Large");
    static final GatewayAnswer TOO_MANY = own(429, "Too Many Requests");
    static final GatewayAnswer FAILED = own(500, "Internal Server Error");

    /** An answer of the gateway's own, made without a function. */
    static GatewayAnswer own(int status, String message) {
        return new GatewayAnswer(
                status,
                Map.of("content-type", "application/json"),
                StandardCharsets.UTF_8.encode("{\"message\":\"" + message + "\"}"));
    }
}
