package org.dcss.eventstore.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BodyBudgetTest {

    private static final int LIMIT = 1_000_000;

    private final BodyBudget budget = new BodyBudget(LIMIT);

    @Test
    void aBodyComesOutAsItCameIn() {
        BodyBudget.Share share = budget.open();
        share.add(new byte[] {1, 2});
        share.add(new byte[] {3});

        assertThat(share.take()).containsExactly(1, 2, 3);
        share.release();
        assertThat(budget.held()).isZero();
    }

    @Test
    void theLargestGivesWayAndSmallOnesNever() {
        BodyBudget.Share honest = budget.open();
        honest.add(new byte[600]);
        List<BodyBudget.Share> rude = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            BodyBudget.Share share = budget.open();
            share.add(new byte[50_000]);
            share.add(new byte[50_000]);
            rude.add(share);
            assertThat(budget.held()).isLessThanOrEqualTo(LIMIT);
        }

        assertThat(rude).filteredOn(BodyBudget.Share::isLost).hasSizeGreaterThan(190);
        assertThat(honest.take()).hasSize(600);
    }

    @Test
    void whatIsWorkedOnDoesNotGiveWay() {
        BodyBudget.Share working = budget.open();
        working.add(new byte[900_000]);
        assertThat(working.take()).isNotNull();

        BodyBudget.Share next = budget.open();
        next.add(new byte[200_000]);

        assertThat(working.isLost()).isFalse();
        assertThat(next.isLost()).isTrue();
        assertThat(next.take()).isNull();
    }

    @Test
    void manyTinyPiecesCountForWhatTheyTake() {
        BodyBudget.Share dribbled = budget.open();
        for (int i = 0; i < LIMIT / 2; i++) {
            dribbled.add(new byte[1]);
        }

        assertThat(dribbled.isLost()).isTrue();
        assertThat(budget.held()).isZero();
    }

    @Test
    void releasingTwiceCountsOnce() {
        BodyBudget.Share share = budget.open();
        share.add(new byte[10]);
        share.release();
        share.release();

        assertThat(budget.held()).isZero();
    }
}
