package org.dcss.eventstore.rehearsal.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Instant BEGIN = Instant.parse("2026-11-26T12:00:00Z");
    private static final List<Change> CHANGES =
            List.of(new Change(BEGIN, 600, "mapping stops"), new Change(BEGIN.plusSeconds(9), 900, "query live at 2"));
    private static final Set<String> TWO = Set.of("a", "b");

    @Test
    void whatWasAcknowledgedAndIsSeenOnceIsNoFault() {
        assertThat(verdict(reading("a", "b")).faults()).isEmpty();
    }

    @Test
    void whatWasSentAndNotAcknowledgedMayBeSeenOrNot() {
        assertThat(Reading.of("r", events("a"), TWO, Set.of("a")).faultless()).isTrue();
        assertThat(Reading.of("r", events("a", "b"), TWO, Set.of("a")).faultless())
                .isTrue();
    }

    @Test
    void acknowledgedEventThatIsNotSeenIsLost() {
        assertThat(verdict(reading("a")).faults())
                .containsExactly("follower: seen 1, lost 1, doubled 0, strange 0, out of order 0");
    }

    @Test
    void eventThatIsSeenAgainIsDoubled() {
        assertThat(verdict(reading("a", "b", "a", "a")).faults())
                .containsExactly("follower: seen 2, lost 0, doubled 2, strange 0, out of order 0");
    }

    @Test
    void eventThatNobodySentIsStrange() {
        assertThat(verdict(reading("a", "b", "B")).faults())
                .containsExactly("follower: seen 3, lost 0, doubled 0, strange 1, out of order 0");
    }

    @Test
    void slotThatIsNotGreaterThanTheOneBeforeIsOutOfOrder() {
        List<ReadEvent> events = List.of(new ReadEvent(7, "a"), new ReadEvent(7, "b"));

        assertThat(Reading.of("r", events, TWO, TWO).disordered()).isEqualTo(1);
    }

    @Test
    void oneReaderWithAFaultIsEnough() {
        assertThat(verdict(reading("a", "b"), reading("a")).faults()).hasSize(1);
    }

    @Test
    void answersThatAClientTakesForAFailureAreFaults() {
        Map<String, Integer> answers = Map.of("200", 5, "204", 5, "429", 5, "500", 2, "503", 1, "none", 4);

        assertThat(new Verdict(2, List.of(BEGIN), answers, List.of(reading("a", "b")), CHANGES, 500).faults())
                .containsExactlyInAnyOrder("2 answers of 500", "1 answers of 503");
    }

    @Test
    void queueMustBeFullWhenTheConsumerIsStopped() {
        assertThat(new Verdict(2, List.of(BEGIN), Map.of(), List.of(reading("a", "b")), CHANGES, 601).faults())
                .containsExactly("only 600 messages waited when the consumer was stopped, not 601");
    }

    @Test
    void upgradeThatNothingMetProvesNothing() {
        assertThat(new Verdict(0, List.of(), Map.of(), List.of(), List.of(), 0).faults())
                .containsExactly("nothing was acknowledged, or nobody read", "the consumer was not stopped");
    }

    @Test
    void figuresTellWhatWasAcknowledgedUntilEachChange() {
        List<Instant> acknowledged = List.of(BEGIN.minusSeconds(1), BEGIN.plusSeconds(1), BEGIN.plusSeconds(10));

        assertThat(new Verdict(4, acknowledged, Map.of("204", 3, "502", 1), List.of(), CHANGES, 500).lines())
                .containsExactly(
                        BEGIN + " mapping stops: 600 messages wait, 1 events acknowledged",
                        BEGIN.plusSeconds(9) + " query live at 2: 900 messages wait, 2 events acknowledged",
                        "sent 4, acknowledged 3, 5xx 1, answers {204=3, 502=1}");
    }

    @Test
    void changesAreFoundAmongOtherLines() {
        assertThat(Change.in(List.of(
                        "Ready: http://127.0.0.1:1 rehearses x.",
                        "changed: " + BEGIN + " 600 mapping stops",
                        "refused: y")))
                .containsExactly(CHANGES.get(0));
    }

    private static Verdict verdict(Reading... readings) {
        return new Verdict(2, List.of(BEGIN, BEGIN), Map.of("200", 9, "204", 2), List.of(readings), CHANGES, 600);
    }

    private static Reading reading(String... data) {
        return Reading.of("follower", events(data), TWO, TWO);
    }

    private static List<ReadEvent> events(String... data) {
        List<ReadEvent> events = new ArrayList<>();
        for (String one : data) {
            events.add(new ReadEvent(events.size() + 1, one));
        }
        return events;
    }
}
