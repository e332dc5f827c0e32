package org.dcss.eventstore.intake.queue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dcss.eventstore.core.key.QuotaTable;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.intake.queue.SourceUsage.Admission;
import org.dcss.eventstore.platform.telemetry.Log;

/**
 * Sends what the source's quota allows, from a request's first message on, and not the rest. Safe for use by several threads.
 */
public final class QuotaQueue implements SubmissionQueue {

    private final SubmissionQueue queue;
    private final SourceQuotas quotas;

    public QuotaQueue(SubmissionQueue queue, Quotas quotas, QuotaTable table, Clock clock, Log log) {
        this.queue = queue;
        this.quotas = new SourceQuotas(quotas, table, clock, log);
    }

    @Override
    public List<SendResult> send(List<Message> messages, Instant answerBy) {
        Admission admission = quotas.admit(messages.get(0).event().src(), bytes(messages));
        if (admission.events() == messages.size()) {
            return queue.send(messages, answerBy);
        }
        List<SendResult> results = new ArrayList<>(messages.size());
        if (admission.events() > 0) {
            results.addAll(queue.send(messages.subList(0, admission.events()), answerBy));
        }
        while (results.size() < messages.size()) {
            results.add(new SendResult.OverQuota(admission.retryAfter()));
        }
        return results;
    }

    private static int[] bytes(List<Message> messages) {
        int[] bytes = new int[messages.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = messages.get(i).event().data().getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes;
    }
}
