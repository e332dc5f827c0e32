package org.dcss.eventstore.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Faults in a step of the write protocol. */
enum WriterMutants implements Mutant {
    TOMBSTONE_IS_NOT_PUT {
        @Override
        public Optional<Answer> insteadOf(Request request, Chance chance) {
            return request instanceof Request.Forward
                    ? Optional.of(new Answer.OfPut(new PutResult.Stored()))
                    : Optional.empty();
        }
    },
    TOMBSTONE_WITHOUT_ANSWER_COUNTS_AS_PUT {
        @Override
        public Answer received(Request request, Answer answer) {
            return request instanceof Request.Forward && isUnknown(answer)
                    ? new Answer.OfPut(new PutResult.Stored())
                    : answer;
        }
    },
    TOMBSTONE_WITHOUT_ANSWER_IS_ABANDONED {
        @Override
        public Answer received(Request request, Answer answer) {
            return request instanceof Request.Forward && isUnknown(answer) ? taken(SOMEBODY) : answer;
        }
    },
    OWN_TOMBSTONE_IS_NOT_FOLLOWED {
        @Override
        public Answer received(Request request, Answer answer) {
            return tombstoneIn(answer).isPresent() ? taken(SOMEBODY) : answer;
        }
    },
    OWN_TOMBSTONE_IS_NOT_FOLLOWED_IN_A_RUN {
        @Override
        public Answer received(Request request, Answer answer) {
            return inRun(answer, by -> by.next().isPresent() ? SOMEBODY : by);
        }
    },
    TOMBSTONE_OF_ANOTHER_IS_FOLLOWED {
        @Override
        public Answer received(Request request, Answer answer) {
            String own = request instanceof Request.Put put
                    ? put.event().key().toString()
                    : request instanceof Request.Forward forward ? forward.key().toString() : "";
            return tombstoneIn(answer)
                    .map(next -> taken(new Occupant(own, Optional.of(next))))
                    .orElse(answer);
        }
    },
    TOMBSTONE_LEADS_ONE_SLOT_UP_ONLY {
        @Override
        public Request sent(Request request) {
            return request instanceof Request.Forward forward
                    ? new Request.Forward(
                            forward.slot(), forward.key(), forward.slot().next())
                    : request;
        }
    },
    CLAIM_IS_GRANTED_AFRESH {
        @Override
        public Optional<Answer> insteadOf(Request request, Chance chance) {
            return request instanceof Request.MakeClaim make ? held(make.claim()) : Optional.empty();
        }
    },
    CLAIM_OF_ANOTHER_MESSAGE_IS_OVERRIDDEN {
        @Override
        public Answer received(Request request, Answer answer) {
            return request instanceof Request.MakeClaim make && answer instanceof Answer.OfClaim
                    ? held(make.claim()).orElseThrow()
                    : answer;
        }
    },
    CLAIM_WITHOUT_ANSWER_COUNTS_AS_GRANTED {
        @Override
        public Answer received(Request request, Answer answer) {
            return request instanceof Request.MakeClaim make
                            && answer instanceof Answer.OfClaim claim
                            && claim.result() instanceof ClaimResult.Unknown
                    ? held(make.claim()).orElseThrow()
                    : answer;
        }
    },
    CONTENT_OF_A_CLAIM_IS_IGNORED {
        @Override
        public Answer received(Request request, Answer answer) {
            return answer instanceof Answer.OfClaim claim && claim.result() instanceof ClaimResult.Held held
                    ? held(new Claim(
                                    held.claim().slot(),
                                    Optional.empty(),
                                    held.claim().messageId()))
                            .orElseThrow()
                    : answer;
        }
    },
    CLAIM_OF_BEFORE_THE_SWITCH_IS_NOT_LOOKED_FOR {
        @Override
        public Optional<Answer> insteadOf(Request request, Chance chance) {
            return request instanceof Request.FindClaim
                    ? Optional.of(new Answer.OfClaim(new ClaimResult.Absent()))
                    : Optional.empty();
        }
    },
    NO_ANSWER_COUNTS_AS_NO_CLAIM_OF_BEFORE_THE_SWITCH {
        @Override
        public Answer received(Request request, Answer answer) {
            boolean unknown = answer instanceof Answer.OfClaim claim && claim.result() instanceof ClaimResult.Unknown;
            return request instanceof Request.FindClaim && unknown
                    ? new Answer.OfClaim(new ClaimResult.Absent())
                    : answer;
        }
    },
    WALKS_WHERE_ITEMS_MAY_BE_DELETED {
        @Override
        public Optional<Duration> retention(Optional<Duration> retention) {
            return Optional.empty();
        }
    },
    LATE_PUTS_ARE_NOT_REPORTED {
        @Override
        public List<WriteReport.LatePut> reported(List<WriteReport.LatePut> latePuts) {
            return List.of();
        }
    },
    LATE_PUT_IS_REPORTED_FOR_ANOTHER_EVENT {
        @Override
        public List<WriteReport.LatePut> reported(List<WriteReport.LatePut> latePuts) {
            return latePuts.stream()
                    .map(put -> new WriteReport.LatePut(
                            new EventKey(put.event().src(), new EventId("another")), put.slot()))
                    .toList();
        }
    },
    MESSAGE_DELIVERED_AGAIN_COUNTS_AS_NEW {
        @Override
        public boolean deliveredBefore(boolean again) {
            return false;
        }
    },
    PROBE_SKIPS_A_FREE_SLOT {
        @Override
        public Optional<Answer> insteadOf(Request request, Chance chance) {
            return request instanceof Request.Put && chance.oneIn(10) ? Optional.of(taken(SOMEBODY)) : Optional.empty();
        }
    },
    OWN_ID_IS_NOT_CHECKED_AFTER_A_PUT {
        @Override
        public Answer received(Request request, Answer answer) {
            boolean event = answer instanceof Answer.OfPut put
                    && put.result() instanceof PutResult.Taken taken
                    && taken.by().next().isEmpty();
            return event ? taken(SOMEBODY) : answer;
        }
    },
    OWN_ID_IS_NOT_CHECKED_IN_A_RUN {
        @Override
        public Answer received(Request request, Answer answer) {
            return inRun(answer, by -> by.next().isEmpty() ? SOMEBODY : by);
        }
    },
    PUT_WITHOUT_ANSWER_IS_RETRIED_AT_THE_NEXT_SLOT {
        @Override
        public Answer received(Request request, Answer answer) {
            return request instanceof Request.Put && isUnknown(answer) ? taken(SOMEBODY) : answer;
        }
    },
    PUT_WITHOUT_ANSWER_COUNTS_AS_STORED {
        @Override
        public Answer received(Request request, Answer answer) {
            boolean unknown = answer instanceof Answer.OfPut put && put.result() instanceof PutResult.Unknown;
            return unknown ? new Answer.OfPut(new PutResult.Stored()) : answer;
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

    private static final Occupant SOMEBODY = new Occupant("nobody/0", Optional.empty());

    private static Answer taken(Occupant by) {
        return new Answer.OfPut(new PutResult.Taken(by));
    }

    private static Optional<Answer> held(Claim claim) {
        return Optional.of(new Answer.OfClaim(new ClaimResult.Held(claim)));
    }

    private static boolean isUnknown(Answer answer) {
        return answer instanceof Answer.OfPut put && put.result() instanceof PutResult.Unknown;
    }

    /** Where the tombstone leads that a put has met. */
    private static Optional<Slot> tombstoneIn(Answer answer) {
        return answer instanceof Answer.OfPut put && put.result() instanceof PutResult.Taken taken
                ? taken.by().next()
                : Optional.empty();
    }

    private static Answer inRun(Answer answer, UnaryOperator<Occupant> change) {
        if (answer instanceof Answer.OfRun read) {
            TreeMap<Slot, Occupant> taken = new TreeMap<>(read.run().taken());
            taken.replaceAll((slot, by) -> change.apply(by));
            return new Answer.OfRun(new Run(read.run().from(), read.run().through(), taken));
        }
        return answer;
    }
}
