package org.dcss.eventstore.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.dcss.eventstore.platform.telemetry.Measurements;
import org.dcss.eventstore.platform.telemetry.Metric;
import org.junit.jupiter.api.Test;

class CountersTest {

    private final Counters counters = new Counters();

    @Test
    void countsAreSummedWhetherCloudWatchWouldKeepThemOrNot() {
        Metric lateness = Metric.millis("PutLatenessMillis");
        for (int batch = 1; batch <= 2; batch++) {
            counters.publish(new Measurements("id")
                    .count(Metric.count("Stored"), 10)
                    .count(Metric.logged("AlreadyStored"), 3)
                    .sample(lateness, batch)
                    .sample(lateness, batch * 20));
        }

        assertThat(counters.sum("AlreadyStored")).isEqualTo(6);
        assertThat(counters.summary())
                .contains("Stored 20, AlreadyStored 6,", "Poison 0,")
                .endsWith("latest put 40 ms after its slot");
    }
}
