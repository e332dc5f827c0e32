package org.dcss.eventstore.intake.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.message.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Failures of SQS that ElasticMQ does not produce. */
class SqsFailuresTest {

    private static final Instant NOW = Instant.parse("2026-01-03T09:33:34Z");
    private static final SendResult SENT = new SendResult.Sent();

    private final SqsClient sqs = mock(SqsClient.class);
    private final List<SendMessageBatchRequest> requests = new ArrayList<>();

    private SqsSubmissionQueue queue(String url) {
        return new SqsSubmissionQueue(
                sqs, url, url.startsWith("fair"), Runnable::run, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** SQS confirms what {@code answer} adds. */
    private void answering(BiConsumer<SendMessageBatchRequest, SendMessageBatchResponse.Builder> answer) {
        when(sqs.sendMessageBatch(any(SendMessageBatchRequest.class))).thenAnswer(call -> {
            SendMessageBatchRequest request = call.getArgument(0);
            requests.add(request);
            SendMessageBatchResponse.Builder response = SendMessageBatchResponse.builder();
            answer.accept(request, response);
            return response.build();
        });
    }

    private static List<SendMessageBatchResultEntry> confirm(List<SendMessageBatchRequestEntry> entries) {
        return entries.stream()
                .map(entry -> SendMessageBatchResultEntry.builder()
                        .id(entry.id())
                        .messageId("m")
                        .build())
                .toList();
    }

    private static List<Message> messages(int count, int padding) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Message(
                        new Event(
                                new EventId("e" + i),
                                new EventType("milestone"),
                                new Source("cpo"),
                                NOW,
                                "{\"x\":\"" + "x".repeat(padding) + "\"}"),
                        Slot.at(NOW.plusMillis(i))))
                .toList();
    }

    private List<SendResult> send(String url, List<Message> messages) {
        return queue(url).send(messages, NOW.plusSeconds(5));
    }

    @Test
    void entriesThatFailAreToldFromThoseThatDoNot() {
        answering((request, response) -> response.successful(confirm(
                        List.of(request.entries().get(0), request.entries().get(2))))
                .failed(BatchResultErrorEntry.builder()
                        .id("1")
                        .code("InternalError")
                        .build()));

        assertThat(send("q", messages(4, 1)))
                .containsExactly(
                        SENT, new SendResult.Failed("InternalError"), SENT, new SendResult.Failed("not confirmed"));
    }

    @Test
    void oneRequestThatFailsLeavesTheOthers() {
        answering((request, response) -> {
            if (request.entries().get(0).messageBody().contains("\"e10\"")) {
                throw SqsException.builder()
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("RequestThrottled")
                                .build())
                        .build();
            }
            response.successful(confirm(request.entries()));
        });

        List<SendResult> results = send("q", messages(25, 1));

        assertThat(requests).extracting(request -> request.entries().size()).containsExactly(10, 10, 5);
        assertThat(results.subList(0, 10)).containsOnly(SENT);
        assertThat(results.subList(10, 20)).containsOnly(new SendResult.Failed("RequestThrottled"));
        assertThat(results.subList(20, 25)).containsOnly(SENT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onAFifoQueueNothingOvertakesWhatFailed(boolean whole) {
        answering((request, response) -> {
            if (requests.size() == 2 && whole) {
                throw ApiCallTimeoutException.create(5);
            }
            response.successful(confirm(requests.size() == 2 ? request.entries().subList(1, 10) : request.entries()));
        });

        List<SendResult> results = send("q.fifo", messages(35, 1));

        assertThat(requests).hasSize(2);
        assertThat(results.subList(0, 10)).containsOnly(SENT);
        assertThat(results.get(10)).isInstanceOf(SendResult.Failed.class);
        assertThat(results.subList(20, 35)).containsOnly(new SendResult.Failed("not sent, to keep the order"));
    }

    @ParameterizedTest
    @CsvSource({"q,false", "fair,true", "q.fifo,true"})
    void onlyAFifoQueueAndAFairOneHaveGroups(String url, boolean groups) {
        answering((request, response) -> response.successful(confirm(request.entries())));
        when(sqs.sendMessage(any(SendMessageRequest.class)))
                .thenReturn(SendMessageResponse.builder().messageId("m").build());

        send(url, messages(2, 1));
        send(url, messages(1, 1));

        List<String> expected = Collections.nCopies(2, groups ? "cpo" : null);
        assertThat(requests.get(0).entries())
                .extracting(SendMessageBatchRequestEntry::messageGroupId)
                .containsExactlyElementsOf(expected);
        ArgumentCaptor<SendMessageRequest> one = ArgumentCaptor.forClass(SendMessageRequest.class);
        verify(sqs).sendMessage(one.capture());
        assertThat(one.getValue().messageGroupId()).isEqualTo(expected.get(0));
    }

    @Test
    void onlyAFifoQueueDeduplicatesByKeyAndContent() {
        answering((request, response) -> response.successful(confirm(request.entries())));

        send("q", messages(2, 1));
        send("q.fifo", messages(2, 1));
        send("q.fifo", messages(2, 1));
        send("q.fifo", messages(2, 2));

        assertThat(deduplicationIds(0)).containsOnlyNulls();
        assertThat(deduplicationIds(1))
                .isEqualTo(deduplicationIds(2))
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(deduplicationIds(3))
                .allMatch(id -> id.matches("[0-9a-f]{64}"));
    }

    private List<String> deduplicationIds(int request) {
        return requests.get(request).entries().stream()
                .map(SendMessageBatchRequestEntry::messageDeduplicationId)
                .toList();
    }

    @Test
    void aRequestHoldsAQuarterOfAMebibyteUnlessOneMessageIsLarger() {
        answering((request, response) -> response.successful(confirm(request.entries())));

        assertThat(send("q", messages(12, 80_000))).hasSize(12).containsOnly(SENT);
        assertThat(requests).extracting(request -> request.entries().size()).containsExactly(3, 3, 3, 3);

        requests.clear();
        assertThat(send("q", messages(2, 300_000))).hasSize(2).containsOnly(SENT);
        assertThat(requests).extracting(request -> request.entries().size()).containsExactly(1, 1);
    }

    @Test
    void nothingIsSentWhenTheTimeIsUp() {
        assertThat(queue("q").send(messages(20, 1), NOW)).containsOnly(new SendResult.Failed("out of time"));
        assertThat(requests).isEmpty();
    }

    @Test
    void aCallGetsTheTimeThatIsLeft() {
        answering((request, response) -> response.successful(confirm(request.entries())));

        send("q", messages(2, 1));

        assertThat(requests.get(0).overrideConfiguration().orElseThrow().apiCallTimeout())
                .hasValueSatisfying(time -> assertThat(time).hasSeconds(5));
    }

    @Test
    void oneMessageThatFailsHasAReason() {
        when(sqs.sendMessage(any(SendMessageRequest.class))).thenThrow(ApiCallTimeoutException.create(5));

        assertThat(send("q", messages(1, 1))).containsExactly(new SendResult.Failed("ApiCallTimeoutException"));
    }
}
