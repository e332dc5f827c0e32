package org.dcss.eventstore.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventIdTest {

    private static final EventId MADE = EventId.fromRandom(new byte[EventId.RANDOM_BYTES]);

    @Test
    void whatAClientChoseMayBeSentAgain() {
        assertThat(new EventId("a").isClientMade()).isTrue();
        assertThat(MADE.isClientMade()).isFalse();
        assertThat(EventId.ofEventBase(new EventId("a")).isClientMade()).isTrue();
        assertThat(EventId.ofEventBase(MADE).isClientMade()).isFalse();
        assertThat(EventId.ofCloudEvent("/a", "b").isClientMade()).isTrue();
    }

    @Test
    void idTellsTheEnvelope() {
        assertThat(new EventId("a").envelope()).isEmpty();
        assertThat(new EventId("b/").envelope()).isEmpty();
        assertThat(MADE.envelope()).isEmpty();
        assertThat(EventId.ofEventBase(MADE).envelope()).contains(Envelope.EVENT_BASE);
        assertThat(EventId.ofCloudEvent("/a", "b").envelope()).contains(Envelope.CLOUD_EVENT);
    }

    @Test
    void cloudEventsOfOtherSourcesOrIdsHaveOtherIds() {
        EventId id = EventId.ofCloudEvent("/a", "b");

        assertThat(EventId.ofCloudEvent("/a", "b")).isEqualTo(id);
        assertThat(EventId.ofCloudEvent("/ab", "")).isNotEqualTo(id);
        assertThat(EventId.ofCloudEvent("/", "ab")).isNotEqualTo(id);
        assertThat(EventId.ofCloudEvent("b", "/a")).isNotEqualTo(id);
    }
}
