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

    /** More bodies are under way than there is memory for: nothing was accepted. */
    static final GatewayAnswer BUSY = new GatewayAnswer(
            503,
            Map.of("content-type", "application/json", "retry-after", "1"),
            StandardCharsets.UTF_8.encode("{\"message\":\"Service Unavailable\"}"));

    /** Only local mode refuses a host, so only it has to say what to do. */
    static final GatewayAnswer OTHER_HOST = new GatewayAnswer(
            421,
            Map.of("content-type", "application/problem+json"),
            StandardCharsets.UTF_8.encode(
                    "{\"type\":\"urn:dcss:problem:other-host\",\"title\":\"Other host\",\"status\":421,"
                            + "\"detail\":\"Local mode answers to 127.0.0.1 and localhost, not to the name in this request's"
                            + " Host header. If that name is yours, start it with --allow-host NAME.\"}"));

    /** A web page elsewhere wants to write. */
    static final GatewayAnswer OTHER_PAGE = new GatewayAnswer(
            403,
            Map.of("content-type", "application/problem+json"),
            StandardCharsets.UTF_8.encode(
                    "{\"type\":\"urn:dcss:problem:other-page\",\"title\":\"Other page\",\"status\":403,"
                            + "\"detail\":\"Local mode takes no events from web pages of another address (headers Origin and"
                            + " Sec-Fetch-Site). Send them from a program that is no browser.\"}"));

    /** An answer of the gateway's own, made without a function. */
    static GatewayAnswer own(int status, String message) {
        return new GatewayAnswer(
                status,
                Map.of("content-type", "application/json"),
                StandardCharsets.UTF_8.encode("{\"message\":\"" + message + "\"}"));
    }
}
