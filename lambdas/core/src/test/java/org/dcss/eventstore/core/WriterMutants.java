package org.dcss.eventstore.core;

import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;

/** Faults in a step of the write protocol. */
enum WriterMutants implements Mutant {
    CLAIM_IS_GRANTED_AFRESH {
        @Override
        public Optional<Answer> insteadOf(Request request, Chance chance) {
            return request instanceof Request.Claim claim ? held(claim.slot()) : Optional.empty();
        }
    },
    CLAIM_OF_A_CLIENT_ID_IS_GRANTED_AFRESH {
        @Override
        public Optional<Answer> insteadOf(Request request, Chance chance) {
            return request instanceof Request.Claim claim && claim.key().id().isClientMade()
                    ? held(claim.slot())
                    : Optional.empty();
        }
    },
    CLAIM_OF_A_LATE_MESSAGE_IS_GRANTED_AFRESH {
        @Override
        public Optional<Answer> insteadOf(Request request, Chance chance) {
            return request instanceof Request.Claim claim && !claim.key().id().isClientMade()
                    ? held(claim.slot())
                    : Optional.empty();
        }
    },
    CLAIM_IS_NOT_MOVED {
        @Override
        public Optional<Answer> insteadOf(Request request, Chance chance) {
            return request instanceof Request.MoveClaim move ? held(move.to()) : Optional.empty();
        }
    },
    CLAIM_OF_ANOTHER_IS_OVERRIDDEN {
        @Override
        public Answer received(Request request, Answer answer) {
            boolean other = answer instanceof Answer.OfClaim claim && claim.result() instanceof ClaimResult.Held;
            return other && request instanceof Request.MoveClaim move
                    ? held(move.to()).orElseThrow()
                    : answer;
        }
    },
    PROBE_SKIPS_A_FREE_SLOT {
        @Override
        public Optional<Answer> insteadOf(Request request, Chance chance) {
            return request instanceof Request.Put && chance.oneIn(10)
                    ? Optional.of(new Answer.OfPut(new PutResult.Taken(SOMEBODY)))
                    : Optional.empty();
        }
    },
    OWN_ID_IS_NOT_CHECKED_AFTER_A_PUT {
        @Override
        public Answer received(Request request, Answer answer) {
            boolean taken = answer instanceof Answer.OfPut put && put.result() instanceof PutResult.Taken;
            return taken ? new Answer.OfPut(new PutResult.Taken(SOMEBODY)) : answer;
        }
    },
    OWN_ID_IS_NOT_CHECKED_IN_A_RUN {
        @Override
        public Answer received(Request request, Answer answer) {
            if (answer instanceof Answer.OfRun read) {
                TreeMap<Slot, EventKey> taken = new TreeMap<>();
                read.run().taken().keySet().forEach(slot -> taken.put(slot, SOMEBODY));
                return new Answer.OfRun(new Run(read.run().from(), read.run().through(), taken));
            }
            return answer;
        }
    },
    PUT_WITHOUT_ANSWER_IS_RETRIED_AT_THE_NEXT_SLOT {
        @Override
        public Answer received(Request request, Answer answer) {
            boolean unknown = answer instanceof Answer.OfPut put && put.result() instanceof PutResult.Unknown;
            return unknown ? new Answer.OfPut(new PutResult.Taken(SOMEBODY)) : answer;
        }
    },
    PUT_WITHOUT_ANSWER_COUNTS_AS_STORED {
        @Override
        public Answer received(Request request, Answer answer) {
            boolean unknown = answer instanceof Answer.OfPut put && put.result() instanceof PutResult.Unknown;
            return unknown ? new Answer.OfPut(new PutResult.Stored()) : answer;
        }
    },
    RUN_READS_THE_DAY_BEFORE_AFTER_MIDNIGHT {
        @Override
        public Answer received(Request request, Answer answer) {
            if (answer instanceof Answer.OfRun read) {
                Slot from = read.run().from();
                boolean young = from.start().isBefore(from.day().first().plus(Duration.ofMinutes(1)));
                Run empty = new Run(from, from.day().last(), new TreeMap<>());
                return young ? new Answer.OfRun(empty) : answer;
            }
            return answer;
        }
    },
    RUN_IS_TAKEN_FOR_THE_WHOLE_DAY {
        @Override
        public Answer received(Request request, Answer answer) {
            return answer instanceof Answer.OfRun read
                    ? new Answer.OfRun(new Run(
                            read.run().from(),
                            read.run().from().day().last(),
                            read.run().taken()))
                    : answer;
        }
    },
    DAY_IS_NOT_OPENED {
        @Override
        public Optional<Answer> insteadOf(Request request, Chance chance) {
            return request instanceof Request.OpenDay ? Optional.of(new Answer.Done()) : Optional.empty();
        }
    },
    DAY_COUNTS_AS_OPEN_WITHOUT_AN_ANSWER {
        @Override
        public Answer received(Request request, Answer answer) {
            return request instanceof Request.OpenDay ? new Answer.Done() : answer;
        }
    },
    TAIL_IS_NOT_RAISED {
        @Override
        public Optional<Answer> insteadOf(Request request, Chance chance) {
            return request instanceof Request.RaiseTail ? Optional.of(new Answer.Done()) : Optional.empty();
        }
    },
    TAIL_COUNTS_AS_RAISED_WITHOUT_AN_ANSWER {
        @Override
        public Answer received(Request request, Answer answer) {
            return request instanceof Request.RaiseTail ? new Answer.Done() : answer;
        }
    },
    TAIL_IS_NOT_READ {
        @Override
        public Optional<Answer> insteadOf(Request request, Chance chance) {
            return request instanceof Request.ReadTail
                    ? Optional.of(new Answer.OfTail(Optional.empty()))
                    : Optional.empty();
        }
    },
    MESSAGE_IS_DELETED_THOUGH_NOT_PLACED {
        @Override
        public boolean isDone(Outcome outcome) {
            return true;
        }
    };

    private static final EventKey SOMEBODY = new EventKey(new Source("nobody"), new EventId("0"));

    private static Optional<Answer> held(Slot slot) {
        return Optional.of(new Answer.OfClaim(new ClaimResult.Held(slot)));
    }
}
