package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.local.administration.KeyRegistry;
import org.dcss.eventstore.local.blackbox.ApiClient;
import org.dcss.eventstore.local.blackbox.SourceKey;
import org.dcss.eventstore.local.blackbox.StoreUnderTest;
import org.dcss.eventstore.local.store.DataFolder;
import org.dcss.eventstore.local.store.LocalEventStore;
import org.dcss.eventstore.local.store.LocalOptions;
import org.dcss.eventstore.local.store.LocalTables;
import org.dcss.eventstore.local.store.StartException;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other users of the machine see of local mode's folder, and how its owner gets in while local mode runs. */
@Order(4)
final class PrivateFolderIT {

    private static final Source CPO = new Source("cpo");

    /** More than a FIFO queue shows of a group at a time. */
    private static final int POISON = 23;

    private static final SourceKey KEY = new SourceKey("cpo", "key-of-cpo");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @Test
    void nobodyElseCanReadAnythingWhateverTheProcessMakesItsFilesLike() throws Exception {
        Path data = temporary.resolve("data");
        try (LocalEventStore store = start(data)) {
            ApiClient client = new ApiClient(store.uri(), List.of(KEY));
            assertThat(client.submit(
                                    KEY.key(),
                                    StoreUnderTest.milestone("cpo", "private").json())
                            .status())
                    .isEqualTo(204);
            assertThat(data.resolve("endpoints")).exists();
            assertThat(seenByOthers(data)).isEmpty();
        }
        assertThat(data.resolve("endpoints")).doesNotExist();
        assertThat(seenByOthers(data)).isEmpty();
    }

    @Test
    void whatAnEarlierVersionLeftOpenIsClosed() throws Exception {
        Path data = temporary.resolve("data");
        start(data).close();
        try (Stream<Path> all = Files.walk(data)) {
            for (Path path : all.toList()) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
        Files.delete(data.resolve("event-store"));
        Files.writeString(data.resolve("dynamodb-endpoint"), "http://127.0.0.1:1");

        try (LocalEventStore again = start(data)) {
            assertThat(again.keys().sources()).containsExactly(CPO);
            assertThat(data.resolve("dynamodb-endpoint")).doesNotExist();
            assertThat(seenByOthers(data)).isEmpty();
        }
    }

    @Test
    void aFolderOfSomethingElseIsLeftAlone() throws Exception {
        Path home = Files.createDirectory(temporary.resolve("home"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(home.resolve("letter"), "dear");

        assertThatThrownBy(() -> start(home)).isInstanceOf(StartException.class).hasMessageContaining("letter");

        assertThat(home).isDirectoryNotContaining("glob:**/lock");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwxr-xr-x");
    }

    /** Whoever may write in the folder above could make the folder first, with such a link in it. */
    @Test
    void nothingIsWrittenThroughALink() throws Exception {
        Path letter = Files.writeString(temporary.resolve("letter"), "dear");
        for (String entry : List.of("event-store", "lock")) {
            Path data = Files.createDirectory(temporary.resolve("with-" + entry));
            Files.createSymbolicLink(data.resolve(entry), entry.equals("lock") ? temporary.resolve("absent") : letter);
            try {
                DataFolder.lock(data).close();
            } catch (StartException e) {
                assertThat(e).hasMessageContaining("cannot write in");
            }
        }

        assertThat(letter).hasContent("dear");
        assertThat(temporary.resolve("absent")).doesNotExist();
    }

    @Test
    void itsOwnerRevokesAKeyWhileItRuns() throws Exception {
        Path data = temporary.resolve("data");
        try (LocalEventStore store = start(data)) {
            try (LocalTables tables = LocalTables.in(data)) {
                KeyRegistry registry = new KeyRegistry(tables.dynamoDb(), LocalTables.KEYS, Clock.systemUTC());
                registry.create(new Source("cao"), "made while it runs", Optional.empty());
                registry.revoke(store.keys().valid().get(0).id());
            }
        }
        try (LocalEventStore again = start(data)) {
            assertThat(again.keys().refused()).hasSize(1);
            assertThat(again.keys().sources()).containsExactly(new Source("cao"));
        }
    }

    @Test
    void aKeyThatEverybodyKnowsIsOnlyForAnEmptyFolder() throws Exception {
        Path fresh = temporary.resolve("fresh");
        try (LocalEventStore store = LocalEventStore.start(demo(fresh), Clock.systemUTC())) {
            assertThat(store.keys().demo()).isTrue();
        }
        Path data = temporary.resolve("data");
        start(data).close();
        try (LocalEventStore store = LocalEventStore.start(demo(data), Clock.systemUTC())) {
            assertThat(store.keys().demo()).isFalse();
            assertThat(store.keys().sources()).containsExactly(CPO);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWaitsInTheDlqIsCountedAndSentAgainOnlyWhenAsked(boolean fifo) throws Exception {
        LocalOptions options = options(temporary.resolve("data"), fifo);
        LocalEventStore store = LocalEventStore.start(options, Clock.systemUTC());
        for (int i = 1; i <= POISON; i++) {
            sendPoison(store, fifo, i);
        }
        await(() -> store.deadLetters() == POISON);
        store.close();

        assertThat(store.deadLetters()).isEqualTo(POISON);
        assertThat(LocalCommand.goodbye(options.data(), store.deadLetters()))
                .contains(POISON + " events wait in the DLQ", "--redrive");
        assertThat(LocalCommand.goodbye(options.data(), 1)).contains("1 event waits in the DLQ");
        assertThat(LocalCommand.goodbye(options.data(), 0)).doesNotContain("DLQ");

        try (LocalEventStore unasked = LocalEventStore.start(options, Clock.systemUTC())) {
            assertThat(unasked.deadLetters()).isEqualTo(POISON);
        }
        try (LocalEventStore asked =
                LocalEventStore.start(options.with(LocalOptions.Extra.REDRIVE), Clock.systemUTC())) {
            await(() -> asked.counters().sum("Poison") == POISON && asked.deadLetters() == POISON);
        }
    }

    private static void sendPoison(LocalEventStore store, boolean fifo, int number) {
        store.engines().sqsClient().sendMessage(send -> {
            send.queueUrl(store.queues().url()).messageBody("not event " + number);
            if (fifo) {
                send.messageGroupId("group-" + number % 2).messageDeduplicationId("poison-" + number);
            }
        });
    }

    private static void await(BooleanSupplier there) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!there.getAsBoolean()) {
            assertThat(System.nanoTime()).as("two minutes are over").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static LocalEventStore start(Path data) throws StartException {
        return LocalEventStore.start(options(data), Clock.systemUTC());
    }

    private static LocalOptions options(Path data) {
        return options(data, false);
    }

    private static LocalOptions options(Path data, boolean fifo) {
        return TestOptions.in(data, Map.of(KEY.key(), CPO), Duration.ofSeconds(1), fifo);
    }

    private static LocalOptions demo(Path data) {
        return TestOptions.in(data, Map.of(), Duration.ofSeconds(1)).with(LocalOptions.Extra.DEMO_KEY);
    }

    private static List<String> seenByOthers(Path data) throws IOException {
        List<String> seen = new ArrayList<>();
        try (Stream<Path> all = Files.walk(data)) {
            for (Path path : all.toList()) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                if (!mode.equals(Files.isDirectory(path) ? "rwx------" : "rw-------")) {
                    seen.add(mode + " " + path);
                }
            }
        }
        return seen;
    }
}
