package org.dcss.eventstore.local.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dcss.eventstore.local.function.FunctionException;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * What Lambda hands to a function for a batch, and how it reads a partial batch response, as in
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
final class SqsEventFormat {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SqsEventFormat() {}

    static byte[] event(List<Message> batch, String url) throws FunctionException {
        ObjectNode event = JSON.createObjectNode();
        ArrayNode records = event.putArray("Records");
        String arn = "arn:aws:sqs:us-east-1:000000000000:" + url.substring(url.lastIndexOf('/') + 1);
        for (Message message : batch) {
            ObjectNode entry = records.addObject()
                    .put("messageId", message.messageId())
                    .put("receiptHandle", message.receiptHandle())
                    .put("body", message.body())
                    .put("md5OfBody", message.md5OfBody())
                    .put("eventSource", "aws:sqs")
                    .put("eventSourceARN", arn)
                    .put("awsRegion", "us-east-1");
            entry.set("attributes", JSON.valueToTree(message.attributesAsStrings()));
            ObjectNode attributes = entry.putObject("messageAttributes");
            message.messageAttributes()
                    .forEach((name, value) -> attributes
                            .putObject(name)
                            .put("stringValue", value.stringValue())
                            .put("dataType", value.dataType()));
        }
        try {
            return JSON.writeValueAsBytes(event);
        } catch (IOException e) {
            throw new FunctionException("a batch cannot be written as JSON", e);
        }
    }

    /**
     * The messages that the function reports as failed: none for an empty answer.
     *
     * @throws FunctionException if the report is malformed, in which case the whole batch has failed
     */
    static Set<String> failedIds(byte[] answer, List<Message> batch) throws FunctionException {
        if (answer.length == 0) {
            return Set.of();
        }
        Set<String> known = batch.stream().map(Message::messageId).collect(Collectors.toSet());
        Set<String> failed = new HashSet<>();
        try {
            for (JsonNode failure : JSON.readTree(answer).path("batchItemFailures")) {
                String id = failure.path("itemIdentifier").asText("");
                if (!known.contains(id)) {
                    throw new FunctionException("the function reports a message that was not in the batch");
                }
                failed.add(id);
            }
        } catch (IOException e) {
            throw new FunctionException("the function's answer is not JSON", e);
        }
        return failed;
    }
}
