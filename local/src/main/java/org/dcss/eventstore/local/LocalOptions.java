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
 */
public record LocalOptions(
        Path data,
        GatewayOptions gateway,
        MappingOptions mapping,
        Map<String, Source> keys,
        boolean fifo,
        Duration settle,
        int maxReceives) {

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
                5);
    }

    public LocalOptions withKeys(Map<String, Source> wanted) {
        return new LocalOptions(data, gateway, mapping, wanted, fifo, settle, maxReceives);
    }
}
