package org.dcss.eventstore.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.core.contract.Samples.key;
import static org.dcss.eventstore.core.contract.Samples.slot;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dcss.eventstore.core.ClaimResult.Held;
import org.dcss.eventstore.core.ClaimTable;
import org.dcss.eventstore.core.Source;
import org.junit.jupiter.api.Test;

public abstract class ClaimTableContract {

    /** Far enough ahead of any clock for nothing to expire during a test. */
    private static final Instant EXPIRES = Instant.parse("2100-01-01T00:00:00Z").plus(Duration.ofMillis(1));

    private static final Source CPO = new Source("cpo");

    /** An empty table, the same one throughout a test. */
    protected abstract ClaimTable table();

    @Test
    void firstClaimStandsAtTheSlotAskedFor() {
        assertThat(table().claim(key("cpo", "a"), slot(5), EXPIRES)).isEqualTo(new Held(slot(5)));
    }

    @Test
    void secondClaimLearnsWhereTheFirstStands() {
        table().claim(key("cpo", "a"), slot(5), EXPIRES);

        assertThat(table().claim(key("cpo", "a"), slot(9), EXPIRES)).isEqualTo(new Held(slot(5)));
    }

    @Test
    void claimsOfTwoSourcesDoNotMeet() {
        table().claim(key("cpo", "a"), slot(5), EXPIRES);

        assertThat(table().claim(key("cao", "a"), slot(9), EXPIRES)).isEqualTo(new Held(slot(9)));
    }

    @Test
    void idsWithSlashesDoNotMeet() {
        table().claim(key("cpo", "a/b"), slot(5), EXPIRES);

        assertThat(table().claim(key("cpo", "a"), slot(6), EXPIRES)).isEqualTo(new Held(slot(6)));
        assertThat(table().claim(key("cpo", "b"), slot(7), EXPIRES)).isEqualTo(new Held(slot(7)));
    }

    @Test
    void claimMovesFromWhereItStands() {
        table().claim(key("cpo", "a"), slot(5), EXPIRES);

        assertThat(table().move(key("cpo", "a"), slot(5), slot(9), EXPIRES)).isEqualTo(new Held(slot(9)));
        assertThat(table().claim(key("cpo", "a"), slot(20), EXPIRES)).isEqualTo(new Held(slot(9)));
    }

    @Test
    void claimMovedMeanwhileStays() {
        table().claim(key("cpo", "a"), slot(5), EXPIRES);
        table().move(key("cpo", "a"), slot(5), slot(9), EXPIRES);

        assertThat(table().move(key("cpo", "a"), slot(5), slot(12), EXPIRES)).isEqualTo(new Held(slot(9)));
    }

    @Test
    void claimForgottenMeanwhileIsMadeAnewByMoving() {
        assertThat(table().move(key("cpo", "a"), slot(5), slot(9), EXPIRES)).isEqualTo(new Held(slot(9)));
        assertThat(table().claim(key("cpo", "a"), slot(20), EXPIRES)).isEqualTo(new Held(slot(9)));
    }

    @Test
    void sourceWithoutEventsHasNoTail() {
        assertThat(table().tail(CPO)).contains(Optional.empty());
    }

    @Test
    void raisedTailIsRead() {
        assertThat(table().raiseTail(CPO, slot(5), EXPIRES)).isTrue();
        assertThat(table().tail(CPO)).contains(Optional.of(slot(5)));
        assertThat(table().raiseTail(CPO, slot(8), EXPIRES)).isTrue();
        assertThat(table().tail(CPO)).contains(Optional.of(slot(8)));
    }

    @Test
    void tailIsNeverLowered() {
        table().raiseTail(CPO, slot(8), EXPIRES);

        assertThat(table().raiseTail(CPO, slot(8), EXPIRES)).isTrue();
        assertThat(table().raiseTail(CPO, slot(5), EXPIRES)).isTrue();
        assertThat(table().tail(CPO)).contains(Optional.of(slot(8)));
    }

    @Test
    void tailAndClaimsDoNotMeet() {
        table().claim(key("cpo", "cpo"), slot(5), EXPIRES);
        table().raiseTail(new Source("cao"), slot(6), EXPIRES);

        assertThat(table().tail(CPO)).contains(Optional.empty());
        assertThat(table().claim(key("cao", "cao"), slot(9), EXPIRES)).isEqualTo(new Held(slot(9)));
    }
}
