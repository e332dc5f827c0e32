package org.dcss.eventstore.tools.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LedgerTest {

    private final Ledger ledger = new Ledger("load-x-", 4);

    @Test
    void whatWasAcknowledgedMustBeReadOnce() {
        ledger.acknowledge(0);
        ledger.acknowledge(1);
        ledger.acknowledge(2);
        assertThat(ledger.see(ledger.event(ledger.id(0)))).isTrue();
        assertThat(ledger.see(ledger.event(ledger.id(1)))).isTrue();
        assertThat(ledger.see(1)).isFalse();
        assertThat(ledger.see(3)).isTrue();

        assertThat(ledger.audit()).isEqualTo(new Ledger.Audit(3, 3, 1, 1));
        assertThat(ledger.audit().isKept()).isFalse();
    }

    @Test
    void eventsOfOthersAreNotItsOwn() {
        assertThat(ledger.event("load-y-1")).isEqualTo(-1);
        assertThat(ledger.event("load-x-4")).isEqualTo(-1);
    }
}
