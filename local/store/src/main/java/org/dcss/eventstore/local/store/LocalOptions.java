package org.dcss.eventstore.local.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.served.ViewSwitch;
import org.dcss.eventstore.local.gateway.GatewayOptions;
import org.dcss.eventstore.local.queue.MappingOptions;

/**
 * How local mode runs.
 *
 * @param data the folder that holds everything; made if absent
 * @param keys keys to accept besides those already in the folder, and the source each belongs to
 * @param maxReceives deliveries after which a message goes to the DLQ
 * @param quotas what each source may submit, as JSON: the functions' variable {@code QUOTAS}
 * @param views what is computed from the log: the functions' variable {@code VIEWS}
 * @param pixel whose events the pixel's hits are; empty where there is none
 */
public record LocalOptions(
        Path data,
        GatewayOptions gateway,
        MappingOptions mapping,
        Map<String, Source> keys,
        boolean fifo,
        Duration settle,
        int maxReceives,
        String quotas,
        String views,
        Optional<Source> pixel,
        Set<Extra> extras) {

    /** No source has a quota: one machine is mostly one's own. */
    public static final String NO_QUOTAS = "{}";

    /** What is only done if asked for. */
    public enum Extra {
        /** A key that everybody knows is accepted, if the folder holds no key yet. */
        DEMO_KEY,
        /** The queue, too, may be looked into by the folder's owner. */
        ENDPOINTS,
        /** What waits in the DLQ goes back to the queue, once, at the start. */
        REDRIVE,
        /** The live edge moves on in whole seconds, as behind a deployment's edge. */
        BEHIND_A_CACHE
    }

    /** How long a consumer has for a batch; messages stay invisible six times as long. */
    static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(10);

    /** The projector stops 10 s before its time is over: it works for 2 s at most, then others have their turn. */
    static final Duration PROJECTOR_TIMEOUT = Duration.ofSeconds(12);

    /** How often the projector looks whether more has settled. */
    static final Duration PROJECTION_INTERVAL = Duration.ofSeconds(1);

    /** How often the outbox looks whether an append left something pending. */
    static final Duration OUTBOX_INTERVAL = Duration.ofSeconds(1);

    /** As many as SQS takes: with the visibility timeout that is 16 h of failures; poison is put aside at once anyway. */
    public static final int MAX_RECEIVES = 1_000;

    public LocalOptions(
            Path data,
            GatewayOptions gateway,
            MappingOptions mapping,
            Map<String, Source> keys,
            boolean fifo,
            Duration settle,
            int maxReceives,
            String quotas) {
        this(
                data,
                gateway,
                mapping,
                keys,
                fifo,
                settle,
                maxReceives,
                quotas,
                ViewSwitch.all(),
                Optional.empty(),
                Set.of());
    }

    /** What {@code ./run.sh local} does by default, without a key. */
    public static LocalOptions in(Path data, int port) {
        return new LocalOptions(
                data,
                GatewayOptions.onPort(port),
                new MappingOptions(10, Duration.ZERO, 4),
                Map.of(),
                false,
                Duration.ofSeconds(3),
                MAX_RECEIVES,
                NO_QUOTAS);
    }

    public LocalOptions withKeys(Map<String, Source> wanted) {
        return new LocalOptions(
                data, gateway, mapping, wanted, fifo, settle, maxReceives, quotas, views, pixel, extras);
    }

    public LocalOptions withQuotas(String wanted) {
        return new LocalOptions(data, gateway, mapping, keys, fifo, settle, maxReceives, wanted, views, pixel, extras);
    }

    public LocalOptions withViews(String wanted) {
        return new LocalOptions(data, gateway, mapping, keys, fifo, settle, maxReceives, quotas, wanted, pixel, extras);
    }

    public LocalOptions withPixel(Source wanted) {
        return new LocalOptions(
                data, gateway, mapping, keys, fifo, settle, maxReceives, quotas, views, Optional.of(wanted), extras);
    }

    public LocalOptions with(GatewayOptions wanted) {
        return new LocalOptions(data, wanted, mapping, keys, fifo, settle, maxReceives, quotas, views, pixel, extras);
    }

    public LocalOptions with(Extra... wanted) {
        return new LocalOptions(
                data, gateway, mapping, keys, fifo, settle, maxReceives, quotas, views, pixel, Set.of(wanted));
    }
}
