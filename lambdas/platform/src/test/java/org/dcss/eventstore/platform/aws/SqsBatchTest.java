package org.dcss.eventstore.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqsBatchTest {

    private static SQSEvent read(String json) throws IOException {
        return SqsBatch.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aBatchIsRead() throws IOException {
        SQSEvent event = read("""
                {"Records":[
                  {"messageId":"a","receiptHandle":"r","body":"{\\"v\\":1}",
                   "attributes":{"ApproximateReceiveCount":"2","SentTimestamp":"1545082649183","MessageGroupId":"cpo"},
                   "messageAttributes":{"x":{"stringValue":"1","stringListValues":[],"dataType":"Number"}},
                   "md5OfBody":"m","eventSource":"aws:sqs","eventSourceARN":"arn","awsRegion":"us-east-2"},
                  {"messageId":"b","body":""}],"other":[{}]}""");

        assertThat(event.getRecords())
                .extracting(SQSEvent.SQSMessage::getMessageId)
                .containsExactly("a", "b");
        assertThat(event.getRecords()).extracting(SQSEvent.SQSMessage::getBody).containsExactly("{\"v\":1}", "");
        assertThat(event.getRecords())
                .extracting(SQSEvent.SQSMessage::getAttributes)
                .containsExactly(
                        Map.of(
                                "ApproximateReceiveCount",
                                "2",
                                "SentTimestamp",
                                "1545082649183",
                                "MessageGroupId",
                                "cpo"),
                        Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"Records\":{}}", "{\"Records\":[{\"body\":\"x\"}]}", "{\"Records\":[{"})
    void whatIsNoBatchIsRefused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(IOException.class);
    }

    @Test
    void failuresAreWritten() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();

        SqsBatch.write(
                new SQSBatchResponse(List.of(
                        new SQSBatchResponse.BatchItemFailure("a"), new SQSBatchResponse.BatchItemFailure("b"))),
                output);

        assertThat(output.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"itemIdentifier\":\"b\"}]}");
    }
}
