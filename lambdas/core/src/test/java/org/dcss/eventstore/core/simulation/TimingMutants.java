package org.dcss.eventstore.core.simulation;

import java.time.Duration;
import org.dcss.eventstore.core.Settling;

/** Faults in the settling rule, or in what it may assume of clocks and calls. */
enum TimingMutants implements Mutant {
    DELAYED_PUT_IS_NOT_CHECKED_AGAIN {
        @Override
        public boolean checksDelayedPuts() {
            return false;
        }
    },
    EVENT_IS_PUT_HOWEVER_LATE {
        @Override
        public Settling writing(Settling settling) {
            return new Settling(Duration.ofMinutes(10));
        }
    },
    PUT_STARTS_2_MS_TOO_LATE {
        @Override
        public Settling writing(Settling settling) {
            return new Settling(settling.settle().plusMillis(4));
        }
    },
    WRITERS_CLOCK_IS_1_MS_BEHIND {
        @Override
        public long writersAhead(Settling settling) {
            return -1_000;
        }
    },
    PUT_LANDS_1_MS_AFTER_ITS_CALL_TIMEOUT {
        @Override
        public long putsOutlive(Settling settling) {
            return 1_000;
        }
    },
    NO_HORIZON {
        @Override
        public long readersAhead(Settling settling) {
            return SimulatedClock.micros(settling.settle());
        }
    },
    HORIZON_IS_4_MS_TOO_CLOSE {
        @Override
        public Settling reading(Settling settling) {
            return new Settling(settling.settle().minusMillis(4));
        }
    },
    READERS_CLOCK_IS_1_MS_AHEAD {
        @Override
        public long readersAhead(Settling settling) {
            return 1_000;
        }
    };
}
