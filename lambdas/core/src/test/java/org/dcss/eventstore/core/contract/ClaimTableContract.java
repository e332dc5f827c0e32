package org.dcss.eventstore.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.core.contract.Samples.key;
import static org.dcss.eventstore.core.contract.Samples.slot;

import java.util.Optional;
import org.dcss.eventstore.core.Reply.Known;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.table.Claim;
import org.dcss.eventstore.core.table.ClaimTable;
import org.junit.jupiter.api.Test;

public abstract class ClaimTableContract {

    /** An empty table, the same one throughout a test. */
    protected abstract ClaimTable table();

    private static Claim claim(Slot slot) {
        return new Claim(slot, Optional.of("hash"), Optional.of("m1"));
    }

    @Test
    void firstClaimStandsAtTheSlotAskedFor() {
        assertThat(table().claim(key("cpo", "a"), claim(slot(5)))).isEqualTo(new Known<>(claim(slot(5))));
    }

    @Test
    void secondClaimLearnsWhereTheFirstStands() {
        table().claim(key("cpo", "a"), claim(slot(5)));

        assertThat(table().claim(key("cpo", "a"), claim(slot(9)))).isEqualTo(new Known<>(claim(slot(5))));
    }

    @Test
    void claimsOfTwoSourcesDoNotMeet() {
        table().claim(key("cpo", "a"), claim(slot(5)));

        assertThat(table().claim(key("cao", "a"), claim(slot(9)))).isEqualTo(new Known<>(claim(slot(9))));
    }

    @Test
    void idsWithSlashesDoNotMeet() {
        table().claim(key("cpo", "a/b"), claim(slot(5)));

        assertThat(table().claim(key("cpo", "a"), claim(slot(6)))).isEqualTo(new Known<>(claim(slot(6))));
        assertThat(table().claim(key("cpo", "b"), claim(slot(7)))).isEqualTo(new Known<>(claim(slot(7))));
    }

    @Test
    void claimKeepsItsContentAndItsMessage() {
        Claim first = new Claim(slot(5), Optional.of("hash-1"), Optional.of("m1"));
        Claim second = new Claim(slot(9), Optional.of("hash-2"), Optional.of("m2"));
        table().claim(key("cpo", "a"), first);

        assertThat(table().claim(key("cpo", "a"), second)).isEqualTo(new Known<>(first));
        assertThat(table().find(key("cpo", "a"))).isEqualTo(new Known<>(Optional.of(first)));
    }

    @Test
    void lookingForAClaimMakesNone() {
        assertThat(table().find(key("cpo", "a"))).isEqualTo(new Known<>(Optional.empty()));
        assertThat(table().find(key("cpo", "a"))).isEqualTo(new Known<>(Optional.empty()));
        assertThat(table().claim(key("cpo", "a"), claim(slot(5)))).isEqualTo(new Known<>(claim(slot(5))));
    }
}
