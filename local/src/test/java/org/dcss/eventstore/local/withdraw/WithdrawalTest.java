package org.dcss.eventstore.local.withdraw;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.StoredEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WithdrawalTest {

    private static final Source CPO = new Source("cpo");

    private final Withdrawal ofAnn =
            new Withdrawal(CPO, new Slot(0), new Slot(9), Optional.of("Ann"), "at the player's wish");

    /** The last one's data is {"name":"ANN"}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a|{\"name\":\"ann\"}|true",
                "a|{\"name\":\"anna\"}|false",
                "a|{\"subject\":\"ann\",\"ID\":\"ann\"}|false",
                "~b/a|{\"ID\":\"ANN\"}|true",
                "~b/a|{\"ID\":\"x\",\"Data\":{\"name\":\"Ann\"}}|true",
                "~b/a|{\"ID\":\"x\",\"name\":\"Ann\"}|false",
                "~c/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef|{\"subject\":\"Ann\"}|true",
                "~c/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef|{\"data\":{\"name\":\"Ann\"}}|true",
                "~c/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef|{\"data\":{\"name\":\"x\"}}|false",
                "~c/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef|{\"data_base64\":\"eyJuYW1lIjoiQU5OIn0=\"}|true"
            })
    void whoIsNamedIsFoundInWhicheverForm(String id, String data, boolean matches) {
        Event event = new Event(new EventId(id), new EventType("milestone"), CPO, Instant.EPOCH, data);

        assertThat(ofAnn.matches(new StoredEvent(new Slot(1), event))).isEqualTo(matches);
    }
}
