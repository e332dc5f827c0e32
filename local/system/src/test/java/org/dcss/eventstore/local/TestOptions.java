package org.dcss.eventstore.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.local.gateway.GatewayOptions;
import org.dcss.eventstore.local.queue.MappingOptions;
import org.dcss.eventstore.local.store.LocalOptions;

/** Local mode as tests start it: on a free port. */
final class TestOptions {

    private TestOptions() {}

    static LocalOptions in(Path folder, Map<String, Source> keys, Duration settle) {
        return in(folder, keys, settle, false);
    }

    static LocalOptions in(Path folder, Map<String, Source> keys, Duration settle, boolean fifo) {
        return new LocalOptions(
                folder,
                GatewayOptions.onPort(0),
                new MappingOptions(10, Duration.ZERO, 4),
                keys,
                fifo,
                settle,
                1_000,
                LocalOptions.NO_QUOTAS);
    }
}
