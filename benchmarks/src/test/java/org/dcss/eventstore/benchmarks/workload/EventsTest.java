package org.dcss.eventstore.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.junit.jupiter.api.Test;

class EventsTest {

    @Test
    void haveTheSizeThatTheGoalsAreStatedFor() {
        List<SampleEvent> events = Events.sized(200);

        assertThat(events)
                .extracting(event -> event.json().getBytes(StandardCharsets.UTF_8).length)
                .allSatisfy(bytes -> assertThat(bytes).isBetween(Events.BYTES - 40, Events.BYTES));
    }

    @Test
    void areOfBothTypesAndTheSameEachTime() {
        assertThat(Events.sized(10)).isEqualTo(Events.sized(10));
        assertThat(Events.sized(10)).extracting(SampleEvent::type).contains("milestone", "logfile");
    }
}
