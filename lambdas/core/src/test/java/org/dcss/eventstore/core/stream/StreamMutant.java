package org.dcss.eventstore.core.stream;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.memory.FaultyStreamTable;

/** Faults that the simulation must find. */
enum StreamMutant {
    TAKEN_VERSION_COUNTS_AS_ONES_OWN(putting((put, event) ->
            put.known().filter(PutResult.Taken.class::isInstance).isPresent()
                    ? new Reply.Known<>(new PutResult.Stored())
                    : put)),
    PUT_WITHOUT_AN_ANSWER_COUNTS_AS_STORED(
            putting((put, event) -> put instanceof Reply.NoAnswer ? new Reply.Known<>(new PutResult.Stored()) : put)),
    PUT_WITHOUT_AN_ANSWER_COUNTS_AS_TAKEN(putting((put, event) -> put instanceof Reply.NoAnswer
            ? new Reply.Known<>(new PutResult.Taken(new StoredVersion(anothers(event), true)))
            : put)),
    CONTENT_OF_AN_ID_IS_NOT_COMPARED(putting((put, event) ->
            put instanceof Reply.Known<PutResult> known && known.value() instanceof PutResult.IdUsed used
                    ? new Reply.Known<>(new PutResult.IdUsed(
                            new Remembered(used.by().version(), event.draft().hash())))
                    : put)),
    ID_IS_NOT_LOOKED_FOR_AT_A_CONFLICT(tables((table, draft) -> new FaultyStreamTable(table) {
        @Override
        public Reply<Optional<Remembered>> find(StreamId stream, EventId id) {
            return new Reply.Known<>(Optional.empty());
        }
    })),
    EXPECTED_VERSION_IS_NOT_LOOKED_AT(new StreamParts() {
        @Override
        OptionalLong expected(OptionalLong expected) {
            return OptionalLong.empty();
        }
    }),
    OWNER_IS_NOT_LOOKED_AT(tables((table, draft) -> new FaultyStreamTable(table) {
        @Override
        public Reply<Optional<StoredVersion>> last(StreamId stream) {
            return super.last(stream) instanceof Reply.Known<Optional<StoredVersion>> known
                    ? new Reply.Known<>(known.value().map(version -> of(version, draft.src())))
                    : Reply.throttled();
        }
    })),
    EARLIER_VERSIONS_COUNT_AS_SENT(tables((table, draft) -> new FaultyStreamTable(table) {
        @Override
        public Reply<Optional<StoredVersion>> last(StreamId stream) {
            return super.last(stream) instanceof Reply.Known<Optional<StoredVersion>> known
                    ? new Reply.Known<>(known.value().map(version -> new StoredVersion(version.event(), false)))
                    : Reply.throttled();
        }
    })),
    AN_APPEND_SENDS_ONLY_THE_LAST_OF_MANY_THAT_ARE_PENDING(tables((table, draft) -> new FaultyStreamTable(table) {
        @Override
        public Reply<List<StoredVersion>> readBack(StreamId stream, long before, int limit) {
            return settledAtItsEnd(super.readBack(stream, before, limit));
        }
    })),
    OUTBOX_BEGINS_WHERE_THE_INDEX_DOES(new StreamParts() {
        @Override
        StreamTable outboxTable(StreamTable table) {
            return new FaultyStreamTable(table) {
                @Override
                public Reply<List<StoredVersion>> readBack(StreamId stream, long before, int limit) {
                    return super.readBack(stream, before, limit) instanceof Reply.Known<List<StoredVersion>> known
                            ? new Reply.Known<>(known.value().stream()
                                    .map(version -> new StoredVersion(version.event(), false))
                                    .toList())
                            : Reply.throttled();
                }
            };
        }
    }),
    EACH_SEND_COUNTS_AS_CONFIRMED(queues(queue -> (event, answerBy) -> {
        Reply<Event> unused = queue.send(event, answerBy);
        return new Reply.Known<>(event);
    })),
    EVENT_IN_THE_LOG_HAS_A_NEW_ID_EACH_TIME(queues(queue -> (event, answerBy) -> queue.send(
            new Event(
                    EventId.ofVersion("other", 1 + Math.floorMod(answerBy.toEpochMilli(), 1_000_000L)),
                    event.type(),
                    event.src(),
                    event.accepted(),
                    event.data()),
            answerBy))),
    IT_IS_NOTED_AS_SENT_BEFORE_IT_IS(new StreamParts() {
        @Override
        StreamQueue queue(StreamQueue queue, StreamTable table) {
            return (event, answerBy) -> {
                StreamId stream = new StreamId(event.id().value().split("/", -1)[1]);
                long version = Long.parseLong(event.id().value().split("/", -1)[2]);
                table.read(stream, version, 1).known().ifPresent(read -> read.forEach(one -> table.sent(one.event())));
                return queue.send(event, answerBy);
            };
        }
    }),
    NOTHING_IS_PENDING(putting((put, event) -> put, true));

    @SuppressWarnings("ImmutableEnumChecker") // Parts have no state.
    private final StreamParts parts;

    StreamMutant(StreamParts parts) {
        this.parts = parts;
    }

    StreamParts parts() {
        return parts;
    }

    private static StreamParts tables(BiFunction<StreamTable, Draft, StreamTable> faulty) {
        return new StreamParts() {
            @Override
            StreamTable table(StreamTable table, Draft draft) {
                return faulty.apply(table, draft);
            }
        };
    }

    private static StreamParts putting(BiFunction<Reply<PutResult>, StreamEvent, Reply<PutResult>> faulty) {
        return putting(faulty, false);
    }

    private static StreamParts putting(
            BiFunction<Reply<PutResult>, StreamEvent, Reply<PutResult>> faulty, boolean isSentAtOnce) {
        return tables((table, draft) -> new FaultyStreamTable(table) {
            @Override
            public Reply<PutResult> put(StreamEvent event) {
                Reply<PutResult> put = super.put(event);
                if (isSentAtOnce) {
                    Reply<StreamEvent> unused = super.sent(event);
                }
                return faulty.apply(put, event);
            }
        });
    }

    private static StreamParts queues(UnaryOperator<StreamQueue> faulty) {
        return new StreamParts() {
            @Override
            StreamQueue queue(StreamQueue queue, StreamTable table) {
                return faulty.apply(queue);
            }
        };
    }

    private static StreamEvent anothers(StreamEvent event) {
        return new StreamEvent(
                new Draft(
                        event.stream(),
                        event.draft().src(),
                        "",
                        "",
                        event.draft().id()),
                event.version(),
                event.appended());
    }

    private static StoredVersion of(StoredVersion version, Source src) {
        Draft draft = version.event().draft();
        return new StoredVersion(
                new StreamEvent(
                        new Draft(draft.stream(), src, draft.type(), draft.data(), draft.id()),
                        version.version(),
                        version.event().appended()),
                version.isPending());
    }

    /** As if the first of the versions that were read were not pending. */
    private static Reply<List<StoredVersion>> settledAtItsEnd(Reply<List<StoredVersion>> reply) {
        return reply instanceof Reply.Known<List<StoredVersion>> known
                        && !known.value().isEmpty()
                ? new Reply.Known<>(known.value().stream()
                        .map(version -> new StoredVersion(
                                version.event(),
                                version.isPending()
                                        && !version.equals(
                                                known.value().get(known.value().size() - 1))))
                        .toList())
                : reply;
    }
}
