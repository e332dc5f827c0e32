package org.dcss.eventstore.core.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.table.Claim;
import org.dcss.eventstore.core.table.Occupant;
import org.dcss.eventstore.core.table.PutResult;
import org.dcss.eventstore.core.table.Stretch;
import org.dcss.eventstore.core.write.Outcome;
import org.dcss.eventstore.core.write.Request;
import org.dcss.eventstore.core.write.WriteReport;

/** Faults in a step of the write protocol. */
enum WriterMutants implements Mutant {
    TOMBSTONE_IS_NOT_PUT {
        @Override
        public Optional<Reply<?>> insteadOf(Request<?> request, Chance chance) {
            return request instanceof Request.Forward
                    ? Optional.of(new Reply.Known<>(new PutResult.Stored()))
                    : Optional.empty();
        }
    },
    TOMBSTONE_WITHOUT_ANSWER_COUNTS_AS_PUT {
        @Override
        public Reply<?> received(Request<?> request, Reply<?> reply) {
            return request instanceof Request.Forward && isUnknown(reply)
                    ? new Reply.Known<>(new PutResult.Stored())
                    : reply;
        }
    },
    TOMBSTONE_WITHOUT_ANSWER_IS_ABANDONED {
        @Override
        public Reply<?> received(Request<?> request, Reply<?> reply) {
            return request instanceof Request.Forward && isUnknown(reply) ? taken(SOMEBODY) : reply;
        }
    },
    OWN_TOMBSTONE_IS_NOT_FOLLOWED {
        @Override
        public Reply<?> received(Request<?> request, Reply<?> reply) {
            return tombstoneIn(reply).isPresent() ? taken(SOMEBODY) : reply;
        }
    },
    OWN_TOMBSTONE_IS_NOT_FOLLOWED_IN_A_STRETCH {
        @Override
        public Reply<?> received(Request<?> request, Reply<?> reply) {
            return inStretch(reply, by -> by.next().isPresent() ? SOMEBODY : by);
        }
    },
    TOMBSTONE_OF_ANOTHER_IS_FOLLOWED {
        @Override
        public Reply<?> received(Request<?> request, Reply<?> reply) {
            String own = request instanceof Request.Put put
                    ? put.event().key().toString()
                    : request instanceof Request.Forward forward ? forward.key().toString() : "";
            return tombstoneIn(reply)
                    .<Reply<?>>map(next -> taken(new Occupant(own, Optional.of(next))))
                    .orElse(reply);
        }
    },
    TOMBSTONE_LEADS_ONE_SLOT_UP_ONLY {
        @Override
        public Request<?> sent(Request<?> request) {
            return request instanceof Request.Forward forward
                    ? new Request.Forward(
                            forward.slot(), forward.key(), forward.slot().next())
                    : request;
        }
    },
    CLAIM_IS_GRANTED_AFRESH {
        @Override
        public Optional<Reply<?>> insteadOf(Request<?> request, Chance chance) {
            return request instanceof Request.MakeClaim make ? held(make.claim()) : Optional.empty();
        }
    },
    CLAIM_OF_ANOTHER_MESSAGE_IS_OVERRIDDEN {
        @Override
        public Reply<?> received(Request<?> request, Reply<?> reply) {
            return request instanceof Request.MakeClaim make
                    ? held(make.claim()).orElseThrow()
                    : reply;
        }
    },
    CLAIM_WITHOUT_ANSWER_COUNTS_AS_GRANTED {
        @Override
        public Reply<?> received(Request<?> request, Reply<?> reply) {
            return request instanceof Request.MakeClaim make && isUnknown(reply)
                    ? held(make.claim()).orElseThrow()
                    : reply;
        }
    },
    CONTENT_OF_A_CLAIM_IS_IGNORED {
        @Override
        public Reply<?> received(Request<?> request, Reply<?> reply) {
            return reply instanceof Reply.Known<?> known && known.value() instanceof Claim claim
                    ? held(new Claim(claim.slot(), Optional.empty(), claim.messageId()))
                            .orElseThrow()
                    : reply;
        }
    },
    CLAIM_OF_BEFORE_THE_SWITCH_IS_NOT_LOOKED_FOR {
        @Override
        public Optional<Reply<?>> insteadOf(Request<?> request, Chance chance) {
            return request instanceof Request.FindClaim ? Optional.of(NO_CLAIM) : Optional.empty();
        }
    },
    NO_ANSWER_COUNTS_AS_NO_CLAIM_OF_BEFORE_THE_SWITCH {
        @Override
        public Reply<?> received(Request<?> request, Reply<?> reply) {
            return request instanceof Request.FindClaim && isUnknown(reply) ? NO_CLAIM : reply;
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
        public Optional<Reply<?>> insteadOf(Request<?> request, Chance chance) {
            return request instanceof Request.Put && chance.oneIn(10) ? Optional.of(taken(SOMEBODY)) : Optional.empty();
        }
    },
    OWN_ID_IS_NOT_CHECKED_AFTER_A_PUT {
        @Override
        public Reply<?> received(Request<?> request, Reply<?> reply) {
            boolean event = reply instanceof Reply.Known<?> known
                    && known.value() instanceof PutResult.Taken taken
                    && taken.by().next().isEmpty();
            return event ? taken(SOMEBODY) : reply;
        }
    },
    OWN_ID_IS_NOT_CHECKED_IN_A_STRETCH {
        @Override
        public Reply<?> received(Request<?> request, Reply<?> reply) {
            return inStretch(reply, by -> by.next().isEmpty() ? SOMEBODY : by);
        }
    },
    PUT_WITHOUT_ANSWER_IS_RETRIED_AT_THE_NEXT_SLOT {
        @Override
        public Reply<?> received(Request<?> request, Reply<?> reply) {
            return request instanceof Request.Put && isUnknown(reply) ? taken(SOMEBODY) : reply;
        }
    },
    PUT_WITHOUT_ANSWER_COUNTS_AS_STORED {
        @Override
        public Reply<?> received(Request<?> request, Reply<?> reply) {
            boolean put = request instanceof Request.Put || request instanceof Request.Forward;
            return put && isUnknown(reply) ? new Reply.Known<>(new PutResult.Stored()) : reply;
        }
    },
    DAY_IS_NOT_OPENED {
        @Override
        public Optional<Reply<?>> insteadOf(Request<?> request, Chance chance) {
            return request instanceof Request.OpenDay open
                    ? Optional.of(new Reply.Known<>(open.day()))
                    : Optional.empty();
        }
    },
    DAY_COUNTS_AS_OPEN_WITHOUT_AN_ANSWER {
        @Override
        public Reply<?> received(Request<?> request, Reply<?> reply) {
            return request instanceof Request.OpenDay open ? new Reply.Known<>(open.day()) : reply;
        }
    },
    TAIL_IS_NOT_RAISED {
        @Override
        public Optional<Reply<?>> insteadOf(Request<?> request, Chance chance) {
            return request instanceof Request.RaiseTail raise
                    ? Optional.of(new Reply.Known<>(raise.slot()))
                    : Optional.empty();
        }
    },
    TAIL_COUNTS_AS_RAISED_WITHOUT_AN_ANSWER {
        @Override
        public Reply<?> received(Request<?> request, Reply<?> reply) {
            return request instanceof Request.RaiseTail raise ? new Reply.Known<>(raise.slot()) : reply;
        }
    },
    TAIL_IS_NOT_READ {
        @Override
        public Optional<Reply<?>> insteadOf(Request<?> request, Chance chance) {
            return request instanceof Request.ReadTail
                    ? Optional.of(new Reply.Known<>(Optional.<Slot>empty()))
                    : Optional.empty();
        }
    },
    MESSAGE_IS_DELETED_THOUGH_NOT_PLACED {
        @Override
        public boolean isDone(Outcome outcome) {
            return true;
        }
    };

    private static final Reply<?> NO_CLAIM = new Reply.Known<>(Optional.<Claim>empty());

    private static final Occupant SOMEBODY = new Occupant("nobody/0", Optional.empty());

    private static Reply<?> taken(Occupant by) {
        return new Reply.Known<>(new PutResult.Taken(by));
    }

    private static Optional<Reply<?>> held(Claim claim) {
        return Optional.of(new Reply.Known<>(claim));
    }

    private static boolean isUnknown(Reply<?> reply) {
        return reply instanceof Reply.NoAnswer<?>;
    }

    /** Where the tombstone leads that a put has met. */
    private static Optional<Slot> tombstoneIn(Reply<?> reply) {
        return reply instanceof Reply.Known<?> known && known.value() instanceof PutResult.Taken taken
                ? taken.by().next()
                : Optional.empty();
    }

    private static Reply<?> inStretch(Reply<?> reply, UnaryOperator<Occupant> change) {
        if (reply instanceof Reply.Known<?> known && known.value() instanceof Stretch read) {
            TreeMap<Slot, Occupant> taken = new TreeMap<>(read.taken());
            taken.replaceAll((slot, by) -> change.apply(by));
            return new Reply.Known<>(new Stretch(read.from(), read.through(), taken));
        }
        return reply;
    }
}
