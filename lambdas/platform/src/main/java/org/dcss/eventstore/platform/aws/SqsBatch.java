package org.dcss.eventstore.platform.aws;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.platform.Json;

/** Batches as Lambda's SQS event source hands them over, and the partial batch response. */
public final class SqsBatch {

    private SqsBatch() {}

    /**
     * Reads a batch: of each message its id, body and system attributes (such as {@code ApproximateReceiveCount},
     * {@code MessageGroupId}, {@code SentTimestamp}), none of them null.
     *
     * @throws IOException if it is no batch of messages with ids
     */
    public static SQSEvent read(InputStream input) throws IOException {
        List<SQSMessage> messages = new ArrayList<>();
        try (JsonParser json = Json.FACTORY.createParser(input)) {
            Json.expectObject(json);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                if (json.currentName().equals("Records")) {
                    readRecords(json, messages);
                } else {
                    Json.skipValue(json);
                }
            }
        }
        SQSEvent event = new SQSEvent();
        event.setRecords(messages);
        return event;
    }

    private static void readRecords(JsonParser json, List<SQSMessage> messages) throws IOException {
        if (json.nextToken() != JsonToken.START_ARRAY) {
            throw new IOException("Records is no array");
        }
        while (json.nextToken() == JsonToken.START_OBJECT) {
            messages.add(readMessage(json));
        }
    }

    private static SQSMessage readMessage(JsonParser json) throws IOException {
        SQSMessage message = new SQSMessage();
        message.setMessageId("");
        message.setBody("");
        message.setAttributes(Map.of());
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            switch (json.currentName()) {
                case "messageId" -> message.setMessageId(Json.readText(json));
                case "body" -> message.setBody(Json.readText(json));
                case "attributes" -> message.setAttributes(Json.readStrings(json));
                default -> Json.skipValue(json);
            }
        }
        if (message.getMessageId().isEmpty()) {
            throw new IOException("a message without an id");
        }
        return message;
    }

    /** Writes the partial batch response; leaves the stream open. */
    public static void write(SQSBatchResponse response, OutputStream output) throws IOException {
        try (JsonGenerator json = Json.FACTORY.createGenerator(output, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeArrayFieldStart("batchItemFailures");
            for (SQSBatchResponse.BatchItemFailure failure : response.getBatchItemFailures()) {
                json.writeStartObject();
                json.writeStringField("itemIdentifier", failure.getItemIdentifier());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
