package org.dcss.eventstore.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dcss.eventstore.core.archive.object.Bytes;
import org.dcss.eventstore.core.archive.object.ObjectStore;
import org.junit.jupiter.api.Test;

/** What every object store must do. */
public abstract class ObjectStoreContract {

    private static final String NAME = "src=cpo/type=milestone/day=2026-11-26/part-001.ndjson.gz";

    /** An empty store, the same one throughout a test. */
    protected abstract ObjectStore store();

    @Test
    void objectThatIsNotThereIsNotFound() {
        assertThat(store().read(NAME)).isEmpty();
        assertThat(store().read("src=cpo")).isEmpty();
    }

    @Test
    void objectIsReadAsItWasPut() throws IOException {
        byte[] content = new byte[3_000_000];
        new Random(1).nextBytes(content);

        assertThat(store().put(NAME, Optional.empty(), Bytes.of(content))).isTrue();

        assertThat(read(NAME)).isEqualTo(content);
    }

    @Test
    void emptyObjectIsAnObject() throws IOException {
        assertThat(store().put(NAME, Optional.empty(), new Bytes())).isTrue();

        assertThat(read(NAME)).isEmpty();
    }

    @Test
    void objectThatIsThereIsNotOverwritten() throws IOException {
        assertThat(store().put(NAME, Optional.empty(), bytes("one"))).isTrue();

        assertThat(store().put(NAME, Optional.empty(), bytes("two"))).isFalse();
        assertThat(store().put(NAME, Optional.empty(), bytes("one"))).isFalse();

        assertThat(read(NAME)).asString().isEqualTo("one");
    }

    @Test
    void objectIsReplacedOnlyAsLongAsItIsTheOneThatWasRead() throws IOException {
        assertThat(store().put(NAME, Optional.empty(), bytes("one"))).isTrue();
        String first = version(NAME);

        assertThat(store().put(NAME, Optional.of(first), bytes("two"))).isTrue();
        assertThat(store().put(NAME, Optional.of(first), bytes("three"))).isFalse();
        assertThat(read(NAME)).asString().isEqualTo("two");
        assertThat(version(NAME)).isNotEqualTo(first);
        assertThat(store().put(NAME, Optional.of(version(NAME)), bytes("three")))
                .isTrue();

        assertThat(read(NAME)).asString().isEqualTo("three");
    }

    @Test
    void whatIsNotThereIsNotReplaced() throws IOException {
        assertThat(store().put(NAME, Optional.empty(), bytes("one"))).isTrue();

        assertThat(store().put("other", Optional.of(version(NAME)), bytes("two")))
                .isFalse();

        assertThat(store().read("other")).isEmpty();
    }

    @Test
    void ofManyAtOnceOnePuts() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 5; round++) {
                String name = "round-" + round;
                List<Future<Boolean>> puts = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    Bytes content = bytes("content " + i);
                    puts.add(threads.submit(() -> store().put(name, Optional.empty(), content)));
                }
                List<Integer> won = new ArrayList<>();
                for (int i = 0; i < puts.size(); i++) {
                    if (puts.get(i).get()) {
                        won.add(i);
                    }
                }
                assertThat(won).hasSize(1);
                assertThat(read(name)).asString().isEqualTo("content " + won.get(0));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] read(String name) throws IOException {
        try (ObjectStore.Stored stored = store().read(name).orElseThrow()) {
            return stored.content().readAllBytes();
        }
    }

    private String version(String name) throws IOException {
        try (ObjectStore.Stored stored = store().read(name).orElseThrow()) {
            return stored.version();
        }
    }
}
