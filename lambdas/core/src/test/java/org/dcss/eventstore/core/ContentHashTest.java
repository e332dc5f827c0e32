package org.dcss.eventstore.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContentHashTest {

    private static final Event EVENT = event("c1", "milestone", "cao", 1, "{\"xl\":\"27\"}");

    @Test
    void isPinnedSinceItIsKeptInClaimsForEver() {
        assertThat(ContentHash.of(EVENT))
                .isEqualTo(Sha256.hex("milestone\n{\"xl\":\"27\"}"))
                .isEqualTo("8539867a427d8fd7f366c610114024495c2cff09d4a3a35b2c78e0d3d16e601d");
    }

    @Test
    void coversTypeAndData() {
        assertThat(ContentHash.of(event("c1", "logfile", "cao", 1, "{\"xl\":\"27\"}")))
                .isNotEqualTo(ContentHash.of(EVENT));
        assertThat(ContentHash.of(event("c1", "milestone", "cao", 1, "{\"xl\":\"26\"}")))
                .isNotEqualTo(ContentHash.of(EVENT));
    }

    @Test
    void coversTheFileWhereThereIsOne() {
        Event filed = filed("milestones-sprint", Optional.empty());

        assertThat(ContentHash.of(filed))
                .isEqualTo(Sha256.hex("milestone\nmilestones-sprint\n{\"xl\":\"27\"}"))
                .isNotEqualTo(ContentHash.of(EVENT))
                .isNotEqualTo(ContentHash.of(filed("milestones", Optional.empty())));
        assertThat(ContentHash.of(filed("milestones-sprint", Optional.of(Instant.EPOCH))))
                .isEqualTo(ContentHash.of(filed));
    }

    private static Event filed(String file, Optional<Instant> at) {
        return new Event(
                EVENT.id(),
                EVENT.type(),
                EVENT.src(),
                Optional.of(new FileName(file)),
                EVENT.accepted(),
                at,
                EVENT.data());
    }

    @Test
    void coversNothingElse() {
        assertThat(ContentHash.of(event("c2", "milestone", "cpo", 2, "{\"xl\":\"27\"}")))
                .isEqualTo(ContentHash.of(EVENT));
    }

    private static Event event(String id, String type, String src, long accepted, String data) {
        return new Event(new EventId(id), new EventType(type), new Source(src), Instant.ofEpochMilli(accepted), data);
    }
}
