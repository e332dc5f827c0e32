package org.dcss.eventstore.submit.queue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.key.QuotaTable;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.platform.telemetry.Log;
import org.dcss.eventstore.submit.queue.SourceUsage.Admission;

/**
 * Sends what the source's quota allows, from a request's first message on, and not the rest. Where the table does not
 * answer, nothing is refused but what passes the quota in this function alone. Safe for use by several threads.
 */
public final class QuotaQueue implements SubmissionQueue {

    private final SubmissionQueue queue;
    private final Quotas quotas;
    private final QuotaTable table;
    private final Clock clock;
    private final Log log;
    /** As many as there are sources: only who has a key comes here. */
    private final Map<Source, SourceUsage> usages = new ConcurrentHashMap<>();

    public QuotaQueue(SubmissionQueue queue, Quotas quotas, QuotaTable table, Clock clock, Log log) {
        this.queue = queue;
        this.quotas = quotas;
        this.table = table;
        this.clock = clock;
        this.log = log;
    }

    @Override
    public List<SendResult> send(List<Message> messages, Instant answerBy) {
        Source src = messages.get(0).event().src();
        Optional<Quota> quota = quotas.of(src);
        if (quota.isEmpty()) {
            return queue.send(messages, answerBy);
        }
        Admission admission = admit(src, quota.get(), messages);
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

    private Admission admit(Source src, Quota quota, List<Message> messages) {
        SourceUsage usage = usages.computeIfAbsent(src, absent -> new SourceUsage(src, quota, table));
        int[] bytes = new int[messages.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = messages.get(i).event().data().getBytes(StandardCharsets.UTF_8).length;
        }
        try {
            return usage.admit(bytes, clock.instant());
        } catch (ReadFailedException e) {
            log.warn("quota-unknown", "")
                    .with("src", src.name())
                    .with("reason", String.valueOf(e.getMessage()))
                    .write();
            return usage.admitAlone(bytes, clock.instant());
        }
    }
}
