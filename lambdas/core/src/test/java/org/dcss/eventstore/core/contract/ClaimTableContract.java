package org.dcss.eventstore.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.core.contract.Samples.key;
import static org.dcss.eventstore.core.contract.Samples.slot;

import java.util.Optional;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.table.Claim;
import org.dcss.eventstore.core.table.ClaimResult;
import org.dcss.eventstore.core.table.ClaimResult.Held;
import org.dcss.eventstore.core.table.ClaimTable;
import org.junit.jupiter.api.Test;

public abstract class ClaimTableContract {

    private static final Source CPO = new Source("cpo");

    /** An empty table, the same one throughout a test. */
    protected abstract ClaimTable table();

    private static Claim claim(Slot slot) {
        return new Claim(slot, Optional.of("hash"), Optional.of("m1"));
    }

    @Test
    void firstClaimStandsAtTheSlotAskedFor() {
        assertThat(table().claim(key("cpo", "a"), claim(slot(5)))).isEqualTo(new Held(claim(slot(5))));
    }

    @Test
    void secondClaimLearnsWhereTheFirstStands() {
        table().claim(key("cpo", "a"), claim(slot(5)));

        assertThat(table().claim(key("cpo", "a"), claim(slot(9)))).isEqualTo(new Held(claim(slot(5))));
    }

    @Test
    void claimsOfTwoSourcesDoNotMeet() {
        table().claim(key("cpo", "a"), claim(slot(5)));

        assertThat(table().claim(key("cao", "a"), claim(slot(9)))).isEqualTo(new Held(claim(slot(9))));
    }

    @Test
    void idsWithSlashesDoNotMeet() {
        table().claim(key("cpo", "a/b"), claim(slot(5)));

        assertThat(table().claim(key("cpo", "a"), claim(slot(6)))).isEqualTo(new Held(claim(slot(6))));
        assertThat(table().claim(key("cpo", "b"), claim(slot(7)))).isEqualTo(new Held(claim(slot(7))));
    }

    @Test
    void claimKeepsItsContentAndItsMessage() {
        Claim first = new Claim(slot(5), Optional.of("hash-1"), Optional.of("m1"));
        Claim second = new Claim(slot(9), Optional.of("hash-2"), Optional.of("m2"));
        table().claim(key("cpo", "a"), first);

        assertThat(table().claim(key("cpo", "a"), second)).isEqualTo(new Held(first));
        assertThat(table().find(key("cpo", "a"))).isEqualTo(new Held(first));
    }

    @Test
    void lookingForAClaimMakesNone() {
        assertThat(table().find(key("cpo", "a"))).isEqualTo(new ClaimResult.Absent());
        assertThat(table().find(key("cpo", "a"))).isEqualTo(new ClaimResult.Absent());
        assertThat(table().claim(key("cpo", "a"), claim(slot(5)))).isEqualTo(new Held(claim(slot(5))));
    }

    @Test
    void sourceWithoutEventsHasNoTail() {
        assertThat(table().tail(CPO)).contains(Optional.empty());
    }

    @Test
    void raisedTailIsRead() {
        assertThat(table().raiseTail(CPO, slot(5))).isTrue();
        assertThat(table().tail(CPO)).contains(Optional.of(slot(5)));
        assertThat(table().raiseTail(CPO, slot(8))).isTrue();
        assertThat(table().tail(CPO)).contains(Optional.of(slot(8)));
    }

    @Test
    void tailIsNeverLowered() {
        table().raiseTail(CPO, slot(8));

        assertThat(table().raiseTail(CPO, slot(8))).isTrue();
        assertThat(table().raiseTail(CPO, slot(5))).isTrue();
        assertThat(table().tail(CPO)).contains(Optional.of(slot(8)));
    }

    @Test
    void tailAndClaimsDoNotMeet() {
        table().claim(key("cpo", "cpo"), claim(slot(5)));
        table().raiseTail(new Source("cao"), slot(6));

        assertThat(table().tail(CPO)).contains(Optional.empty());
        assertThat(table().claim(key("cao", "cao"), claim(slot(9)))).isEqualTo(new Held(claim(slot(9))));
    }
}
