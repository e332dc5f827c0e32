package org.dcss.eventstore.tools.ship;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.tools.tail.Line;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RejectTest {

    private static final Source SRC = new Source("cpo");

    @ParameterizedTest
    @ValueSource(strings = {"", "name=a", "n\u00E4", "\u00C3\u00A4", "\u0000\u00FF"})
    void aRejectedLineIsReadAgainAsTheSameEvent(String latin1) throws IOException {
        Outgoing line = Outgoing.of(SRC, "0.34/milestones", new Line(7, 8 + latin1.length(), latin1));

        assertThat(Reject.parse(SRC, new Reject(line, "why").json())).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "two"})
    void anIdIsOfOnePlaceAndOneLine(String text) {
        Outgoing line = Outgoing.of(SRC, "milestones", new Line(0, 4, text));

        assertThat(line).isEqualTo(Outgoing.of(SRC, "milestones", new Line(0, 4, text)));
        for (Outgoing other : new Outgoing[] {
            Outgoing.of(new Source("cao"), "milestones", new Line(0, 4, text)),
            Outgoing.of(SRC, "logfile", new Line(0, 4, text)),
            Outgoing.of(SRC, "milestones", new Line(1, 5, text)),
            Outgoing.of(SRC, "milestones", new Line(0, 4, "six")),
        }) {
            assertThat(id(other)).isNotEqualTo(id(line));
        }
    }

    private static String id(Outgoing line) {
        return line.json().replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
    }
}
