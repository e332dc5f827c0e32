package org.dcss.eventstore.benchmarks.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What Lambda hands to the functions: the gateway's requests in payload format 2.0, and the queue's batches. */
public final class Payloads {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Payloads() {}

    /** A request to submit. */
    public static byte[] submit(String key, String body) {
        ObjectNode request = request("POST", "/submit", "");
        ((ObjectNode) request.get("headers"))
                .put("authorization", key)
                .put("content-length", Integer.toString(body.getBytes(StandardCharsets.UTF_8).length))
                .put("content-type", "application/json");
        return bytes(request.put("body", body));
    }

    /** A request for a page of the feed, in plain JSON. */
    public static byte[] feed(long after, int limit) {
        ObjectNode request = request("GET", "/events", "after=" + after + "&limit=" + limit);
        request.putObject("queryStringParameters")
                .put("after", Long.toString(after))
                .put("limit", Integer.toString(limit));
        return bytes(request);
    }

    private static ObjectNode request(String method, String path, String query) {
        ObjectNode request = JSON.createObjectNode()
                .put("version", "2.0")
                .put("routeKey", method + " " + path)
                .put("rawPath", path)
                .put("rawQueryString", query)
                .put("isBase64Encoded", false);
        request.putObject("headers")
                .put("accept", "*/*")
                .put("host", "abcdefghij.execute-api.eu-central-1.amazonaws.com")
                .put("user-agent", "curl/7.88.1")
                .put("x-amzn-trace-id", "Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e")
                .put("x-forwarded-for", "205.255.255.176")
                .put("x-forwarded-port", "443")
                .put("x-forwarded-proto", "https");
        ObjectNode context = request.putObject("requestContext")
                .put("accountId", "123456789012")
                .put("apiId", "abcdefghij")
                .put("domainName", "abcdefghij.execute-api.eu-central-1.amazonaws.com")
                .put("domainPrefix", "abcdefghij")
                .put("requestId", "JKJaXmPLvHcESHA=")
                .put("routeKey", method + " " + path)
                .put("stage", "$default")
                .put("time", "10/Mar/2020:05:16:23 +0000")
                .put("timeEpoch", 1583817383220L);
        context.putObject("http")
                .put("method", method)
                .put("path", path)
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", "205.255.255.176")
                .put("userAgent", "curl/7.88.1");
        return request;
    }

    /** A batch of messages with these bodies. */
    public static byte[] batch(List<String> bodies) {
        ObjectNode event = JSON.createObjectNode();
        ArrayNode records = event.putArray("Records");
        for (int i = 0; i < bodies.size(); i++) {
            ObjectNode message = records.addObject()
                    .put("messageId", "059f36b4-87a3-44ab-83d2-66197500" + i)
                    .put("receiptHandle", "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a")
                    .put("body", bodies.get(i))
                    .put("eventSource", "aws:sqs")
                    .put("awsRegion", "eu-central-1");
            message.putObject("attributes")
                    .put("ApproximateReceiveCount", "1")
                    .put("SentTimestamp", "1545082649183")
                    .put("SenderId", "AIDAIENQZJOLO23YVJ4VO")
                    .put("ApproximateFirstReceiveTimestamp", "1545082649185");
        }
        return bytes(event);
    }

    private static byte[] bytes(ObjectNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree cannot be written as JSON", e);
        }
    }
}
