package org.dcss.eventstore.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.stream.Draft;
import org.dcss.eventstore.core.stream.PutResult;
import org.dcss.eventstore.core.stream.Remembered;
import org.dcss.eventstore.core.stream.StoredVersion;
import org.dcss.eventstore.core.stream.StreamEvent;
import org.dcss.eventstore.core.stream.StreamId;
import org.dcss.eventstore.core.stream.StreamTable;
import org.dcss.eventstore.core.stream.StreamTable.PendingVersion;
import org.junit.jupiter.api.Test;

public abstract class StreamTableContract {

    private static final Instant NOW = Instant.parse("2026-05-18T12:00:00.123Z");
    private static final StreamId STREAM = new StreamId("order-1");
    private static final Source CPO = new Source("cpo");

    /** An empty table, the same one throughout a test. */
    protected abstract StreamTable table();

    private static StreamEvent event(StreamId stream, long version, String id, String type) {
        return new StreamEvent(new Draft(stream, CPO, type, "AA==", new EventId(id)), version, NOW.plusMillis(version));
    }

    /** Of a stream, under an id of the store's own, which need not be remembered. */
    private static StreamEvent event(long version) {
        return event(STREAM, version, EventId.fromRandom(new byte[16]).value(), "made é\u0000\uFFFF \"龍\"");
    }

    /** A table may say that it did nothing, such as where two transactions meet. */
    private PutResult put(StreamEvent event) {
        Reply<PutResult> reply = table().put(event);
        while (reply instanceof Reply.NotDone) {
            reply = table().put(event);
        }
        return known(reply);
    }

    private static <T> T known(Reply<T> reply) {
        return reply.known().orElseThrow(() -> new AssertionError("the table did not answer: " + reply));
    }

    @Test
    void versionIsPutOnceAndReadAsItWasPut() {
        assertThat(put(event(1))).isEqualTo(new PutResult.Stored());
        StreamEvent other = event(STREAM, 1, "b", "other");

        assertThat(put(other)).isEqualTo(new PutResult.Taken(new StoredVersion(event(1), true)));
        assertThat(known(table().last(STREAM))).contains(new StoredVersion(event(1), true));
        assertThat(known(table().find(STREAM, new EventId("b")))).isEmpty();
    }

    @Test
    void streamsHaveTheirOwnVersionsAndIds() {
        StreamId other = new StreamId("order-10");
        put(event(STREAM, 1, "a", "made"));
        put(event(STREAM, 2, "b", "made"));

        assertThat(put(event(other, 1, "a", "made"))).isEqualTo(new PutResult.Stored());
        assertThat(known(table().last(STREAM)).map(StoredVersion::version)).contains(2L);
        assertThat(known(table().last(other)).map(StoredVersion::version)).contains(1L);
        assertThat(known(table().last(new StreamId("order")))).isEmpty();
    }

    @Test
    void idStandsForItsFirstVersion() {
        StreamEvent first = event(STREAM, 1, "a/1", "made");
        put(first);

        PutResult again = put(event(STREAM, 2, "a/1", "made"));
        PutResult sameVersion = put(event(STREAM, 1, "a/1", "another"));

        Remembered remembered = known(table().find(STREAM, new EventId("a/1"))).orElseThrow();
        assertThat(remembered.version()).isEqualTo(1);
        assertThat(again).isEqualTo(new PutResult.IdUsed(remembered));
        assertThat(sameVersion).isEqualTo(new PutResult.IdUsed(remembered));
        assertThat(known(table().last(STREAM)).map(StoredVersion::event)).contains(first);
    }

    @Test
    void idThatMetATakenVersionStandsForNothing() {
        put(event(1));

        assertThat(put(event(STREAM, 1, "a", "made"))).isInstanceOf(PutResult.Taken.class);
        assertThat(put(event(STREAM, 2, "a", "made"))).isEqualTo(new PutResult.Stored());
        assertThat(known(table().find(STREAM, new EventId("a"))).map(Remembered::version))
                .contains(2L);
    }

    @Test
    void versionsAreReadInOrderFromEitherSide() {
        for (long version = 1; version <= 12; version++) {
            put(event(version));
        }

        assertThat(versions(known(table().read(STREAM, 9, 3)))).containsExactly(9L, 10L, 11L);
        assertThat(versions(known(table().read(STREAM, 12, 9)))).containsExactly(12L);
        assertThat(versions(known(table().read(STREAM, 13, 9)))).isEmpty();
        assertThat(versions(known(table().readBack(STREAM, 4, 2)))).containsExactly(3L, 2L);
        assertThat(versions(known(table().readBack(STREAM, 1, 9)))).isEmpty();
        assertThat(versions(readAll())).containsExactlyElementsOf(LONGS);
    }

    private static final List<Long> LONGS =
            IntStream.rangeClosed(1, 12).mapToObj(Long::valueOf).toList();

    private List<StoredVersion> readAll() {
        List<StoredVersion> all = new ArrayList<>();
        List<StoredVersion> read = known(table().read(STREAM, 1, 100));
        while (!read.isEmpty()) {
            all.addAll(read);
            read = known(table().read(STREAM, all.size() + 1, 100));
        }
        return all;
    }

    @Test
    void pendingVersionsAreFoundByAgeUntilTheyAreSent() {
        int shard = StreamTable.shard(STREAM);
        for (long version = 1; version <= 4; version++) {
            put(event(version));
        }
        assertThat(known(table().pending(shard, NOW.plusMillis(4), 2)))
                .containsExactly(
                        new PendingVersion(STREAM, 1, NOW.plusMillis(1)),
                        new PendingVersion(STREAM, 2, NOW.plusMillis(2)));

        table().sent(event(1));
        table().sent(event(1));
        table().sent(event(3));

        assertThat(known(table().pending(shard, NOW.plusMillis(4), 9)))
                .containsExactly(new PendingVersion(STREAM, 2, NOW.plusMillis(2)));
        assertThat(known(table().pending((shard + 1) % StreamTable.SHARDS, NOW.plusSeconds(9), 9)))
                .isEmpty();
        assertThat(known(table().read(STREAM, 1, 9)))
                .extracting(StoredVersion::isPending)
                .containsExactly(false, true, false, true);
        assertThat(known(table().read(STREAM, 1, 9)))
                .extracting(StoredVersion::event)
                .containsExactly(event(1), event(2), event(3), event(4));
    }

    @Test
    void whatWasNeverPutIsNotMadeByNotingItAsSent() {
        table().sent(event(5));

        assertThat(known(table().last(STREAM))).isEmpty();
    }

    @Test
    void oneOfSeveralWritersGetsAVersion() {
        List<CompletableFuture<PutResult>> puts = IntStream.range(0, 8)
                .mapToObj(writer ->
                        CompletableFuture.supplyAsync(() -> put(event(STREAM, 1, "w" + writer % 4, "made"))))
                .toList();

        assertThat(puts.stream().map(CompletableFuture::join).filter(PutResult.Stored.class::isInstance))
                .hasSize(1);
        Optional<StoredVersion> last = known(table().last(STREAM));
        assertThat(known(table().find(STREAM, last.orElseThrow().event().draft().id())))
                .isPresent();
    }

    private static List<Long> versions(List<StoredVersion> read) {
        return read.stream().map(StoredVersion::version).toList();
    }
}
