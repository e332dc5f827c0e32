package org.dcss.eventstore.intake.queue;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.key.QuotaTable;
import org.dcss.eventstore.intake.queue.SourceUsage.Admission;
import org.dcss.eventstore.platform.telemetry.Log;

/**
 * Lets pass what each source's quota allows. Where the table does not answer, nothing is refused but what passes the quota in this
 * function alone. Safe for use by several threads.
 */
public final class SourceQuotas {

    private final Quotas quotas;
    private final QuotaTable table;
    private final Clock clock;
    private final Log log;
    /** As many as there are sources: only who has a key comes here. */
    private final Map<Source, SourceUsage> usages = new ConcurrentHashMap<>();

    public SourceQuotas(Quotas quotas, QuotaTable table, Clock clock, Log log) {
        this.quotas = quotas;
        this.table = table;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Takes from a source's quota what one event needs.
     *
     * @param bytes of its data
     * @return when it could pass, in whole seconds, if it may not now
     */
    public Optional<Duration> take(Source src, int bytes) {
        Admission admission = admit(src, new int[] {bytes});
        return admission.events() == 1 ? Optional.empty() : Optional.of(admission.retryAfter());
    }

    /** @param bytes of each event's data */
    Admission admit(Source src, int[] bytes) {
        Optional<Quota> quota = quotas.of(src);
        if (quota.isEmpty()) {
            return new Admission(bytes.length, Duration.ZERO);
        }
        SourceUsage usage = usages.computeIfAbsent(src, absent -> new SourceUsage(src, quota.get(), table));
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
