package org.dcss.eventstore.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.local.gateway.GatewayOptions;
import org.dcss.eventstore.local.queue.MappingOptions;

/**
 * How local mode runs.
 *
 * @param data the folder that holds everything; made if absent
 * @param keys keys to accept besides those already in the folder, and the source each belongs to
 * @param quotas what each source may submit, as JSON: the functions' variable {@code QUOTAS}
 */
public record LocalOptions(
        Path data,
        GatewayOptions gateway,
        MappingOptions mapping,
        Map<String, Source> keys,
        boolean fifo,
        Duration settle,
        int maxReceives,
        String quotas) {

    /** No source has a quota: one machine is mostly one's own. */
    static final String NO_QUOTAS = "{}";

    /** How long a consumer has for a batch; messages stay invisible six times as long. */
    static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(10);

    /** What {@code ./run.sh local} does by default. */
    public static LocalOptions in(Path data, int port) {
        return new LocalOptions(
                data,
                GatewayOptions.onPort(port),
                new MappingOptions(10, Duration.ZERO, 4),
                Map.of(),
                false,
                Duration.ofSeconds(3),
                5,
                NO_QUOTAS);
    }

    public LocalOptions withKeys(Map<String, Source> wanted) {
        return new LocalOptions(data, gateway, mapping, wanted, fifo, settle, maxReceives, quotas);
    }

    public LocalOptions withQuotas(String wanted) {
        return new LocalOptions(data, gateway, mapping, keys, fifo, settle, maxReceives, wanted);
    }
}
