package org.dcss.eventstore.benchmarks.coldstart.contender;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/** The shapes of requests, answers and events, for a mapper to fill. */
final class Usual {

    private Usual() {}

    /** A request of the gateway. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Request(
            String rawPath,
            Map<String, String> headers,
            Map<String, String> queryStringParameters,
            String body,
            boolean isBase64Encoded) {}

    /** An answer to the gateway. */
    record Response(int statusCode, Map<String, String> headers, String body) {}

    /** An event as it is submitted. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Submitted(String type, String src, Map<String, Object> data) {}

    /** An event as it is stored and read. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Event(
            @JsonProperty("ts_day") long tsDay,
            long ts,
            String id,
            String type,
            String src,
            long accepted,
            Map<String, Object> data) {}

    /** A batch of the queue. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Batch(@JsonProperty("Records") List<Message> records) {}

    /** A message of a batch. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Message(String messageId, String body, Map<String, String> attributes) {}

    /** What of a batch is to be delivered again. */
    record BatchResponse(List<Map<String, String>> batchItemFailures) {}
}
