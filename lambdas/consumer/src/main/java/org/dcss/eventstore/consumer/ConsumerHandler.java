package org.dcss.eventstore.consumer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.dcss.eventstore.core.write.Tables;
import org.dcss.eventstore.core.write.WriteReport;
import org.dcss.eventstore.platform.aws.SqsBatch;
import org.dcss.eventstore.platform.function.Assembly;
import org.dcss.eventstore.platform.function.Host;
import org.dcss.eventstore.platform.function.Platform;
import org.dcss.eventstore.platform.http.TimeLimit;
import org.dcss.eventstore.platform.telemetry.Log;

/**
 * Drains the queue: what it does not report as failed is in the table, or in the DLQ. Safe for use by several threads.
 */
public final class ConsumerHandler implements RequestStreamHandler {

    /** What the handler is made of. */
    record Parts(Consumer consumer, Tables tables, TimeLimit time, Platform platform) {}

    private final Consumer consumer;
    private final TimeLimit time;
    private final Platform platform;

    /** As Lambda makes it: set up by the environment. */
    public ConsumerHandler() {
        this(Host.lambda(System.getenv(), Clock.systemUTC()));
    }

    /** Set up by another host. */
    public ConsumerHandler(Host host) {
        this(Assembly.start(ConsumerFunction::new, host));
    }

    ConsumerHandler(Parts parts) {
        this.consumer = parts.consumer();
        this.time = parts.time();
        this.platform = parts.platform();
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Instant deadline = time.answerBy(context, platform.clock());
        List<SQSMessage> batch = SqsBatch.read(input).getRecords();
        Consumed consumed = consumer.consume(batch, deadline);
        platform.metrics().publish(ConsumerMetrics.of(context.getAwsRequestId(), batch.size(), consumed));
        logTrouble(platform.log(), consumed, context.getAwsRequestId());
        SqsBatch.write(
                new SQSBatchResponse(consumed.failedIds().stream()
                        .map(SQSBatchResponse.BatchItemFailure::new)
                        .toList()),
                output);
    }

    private static void logTrouble(Log log, Consumed consumed, String requestId) {
        for (Consumed.Poisoned poison : consumed.poisoned()) {
            log.error(poison.kept() ? "moved-to-dlq" : "not-moved-to-dlq", requestId)
                    .with("messageId", poison.message().getMessageId())
                    .with("reason", poison.reason())
                    .write();
        }
        if (!consumed.retried().isEmpty()) {
            log.warn("retried", requestId)
                    .with("messageIds", consumed.failedIds())
                    .with(
                            "reasons",
                            consumed.retried().stream()
                                    .map(Consumed.Retried::reason)
                                    .distinct()
                                    .toList())
                    .write();
        }
        for (Consumed.Conflict conflict : consumed.conflicts()) {
            log.warn("id-conflict", requestId)
                    .with("messageId", conflict.message().getMessageId())
                    .with("keptMessageId", conflict.with().messageId().orElse("not noted"))
                    .with("id", conflict.key().toString())
                    .with("claimedSlot", conflict.with().claimed().millis())
                    .write();
        }
        for (WriteReport.LatePut put : consumed.report().latePuts()) {
            log.error("late-put", requestId)
                    .with("id", put.event().toString())
                    .with("slot", put.slot().millis())
                    .write();
        }
    }
}
