package org.dcss.eventstore.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.junit.jupiter.api.Test;

class EventsTest {

    @Test
    void haveTheSizeThatTheTargetsAreStatedFor() {
        List<SampleEvent> events = Events.of(200, "cpo");

        assertThat(events)
                .extracting(event -> event.json().getBytes(StandardCharsets.UTF_8).length)
                .allSatisfy(bytes -> assertThat(bytes).isBetween(Events.BYTES - 40, Events.BYTES));
    }

    @Test
    void areOfBothTypesAndTheSameEachTime() {
        assertThat(Events.of(10, "cpo")).isEqualTo(Events.of(10, "cpo"));
        assertThat(Events.of(10, "cpo")).extracting(SampleEvent::type).contains("milestone", "logfile");
    }
}
