package org.dcss.eventstore.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.core.contract.Samples.key;
import static org.dcss.eventstore.core.contract.Samples.slot;

import java.util.Optional;
import org.dcss.eventstore.core.Reply.Known;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.table.Claim;
import org.dcss.eventstore.core.table.ClaimTable;
import org.dcss.eventstore.core.table.TailTable;
import org.junit.jupiter.api.Test;

public abstract class TailTableContract {

    private static final Source CPO = new Source("cpo");

    /** An empty table, the same one throughout a test. */
    protected abstract TailTable table();

    /** The claims that may lie in the same place. */
    protected abstract ClaimTable claims();

    @Test
    void sourceWithoutEventsHasNoTail() {
        assertThat(table().tail(CPO)).isEqualTo(new Known<>(Optional.empty()));
    }

    @Test
    void raisedTailIsRead() {
        assertThat(table().raise(CPO, slot(5))).isEqualTo(new Known<>(slot(5)));
        assertThat(table().tail(CPO)).isEqualTo(new Known<>(Optional.of(slot(5))));
        assertThat(table().raise(CPO, slot(8))).isEqualTo(new Known<>(slot(8)));
        assertThat(table().tail(CPO)).isEqualTo(new Known<>(Optional.of(slot(8))));
    }

    @Test
    void tailIsNeverLowered() {
        table().raise(CPO, slot(8));

        assertThat(table().raise(CPO, slot(8))).isEqualTo(new Known<>(slot(8)));
        assertThat(table().raise(CPO, slot(5))).isEqualTo(new Known<>(slot(8)));
        assertThat(table().tail(CPO)).isEqualTo(new Known<>(Optional.of(slot(8))));
    }

    @Test
    void tailAndClaimsDoNotMeet() {
        Claim claim = new Claim(slot(9), Optional.of("hash"), Optional.of("m1"));
        claims().claim(key("cpo", "cpo"), claim);
        table().raise(new Source("cao"), slot(6));

        assertThat(table().tail(CPO)).isEqualTo(new Known<>(Optional.empty()));
        assertThat(claims().claim(key("cao", "cao"), claim)).isEqualTo(new Known<>(claim));
    }
}
