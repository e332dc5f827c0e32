package org.dcss.eventstore.core.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Sha256;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.archive.object.Manifest;
import org.dcss.eventstore.core.archive.object.Part;
import org.dcss.eventstore.core.contract.Samples;
import org.dcss.eventstore.core.memory.FaultyLog;
import org.dcss.eventstore.core.memory.MemoryObjectStore;
import org.dcss.eventstore.core.memory.MemoryViewTable;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.EventJson;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.core.read.LogPage;
import org.junit.jupiter.api.Test;

final class ArchiveTest {

    private static final Settling SETTLING = new Settling(Duration.ofSeconds(3));
    private static final String MANIFEST = "manifest/day=2020-05-18.json";

    private final ChangingLog log = new ChangingLog();
    private final MemoryObjectStore store = new MemoryObjectStore();
    private final List<Difference> differences = new ArrayList<>();
    private MemoryViewTable table = new MemoryViewTable(100);
    private Instant now = Samples.DAY.next().first().start().plus(Duration.ofHours(2));
    private int partBytes = 1_000_000;

    @Test
    void objectsAndManifestAreAsDocumented() {
        put(1, "cpo", "milestone", "{\"a\":1}");
        put(2, "cpo", "logfile", "{\"b\":2}");
        put(5, "cpo", "milestone", "{\"c\":3}");

        archive();

        assertThat(store.all())
                .containsOnlyKeys(
                        MANIFEST,
                        "src=cpo/type=logfile/day=2020-05-18/part-001.ndjson.gz",
                        "src=cpo/type=milestone/day=2020-05-18/part-001.ndjson.gz");
        assertThat(text("src=cpo/type=milestone/day=2020-05-18/part-001.ndjson.gz"))
                .isEqualTo(line(1, "cpo", "milestone", "{\"a\":1}") + line(5, "cpo", "milestone", "{\"c\":3}"));
        assertThat(new String(object(MANIFEST), StandardCharsets.UTF_8))
                .isEqualTo("{\"day\":\"2020-05-18\",\"ts_day\":1589760000000,\"events\":3,\"bytes\":"
                        + (2 * line(1, "cpo", "milestone", "{\"a\":1}").length()
                                + line(2, "cpo", "logfile", "{\"b\":2}").length())
                        + ",\n\"parts\":[\n{\"part\":1,\"from\":1589760000000,\"through\":1589846399999}],\n\"objects\":[\n"
                        + told("logfile", 1, 2, 2, line(2, "cpo", "logfile", "{\"b\":2}"))
                        + ",\n"
                        + told(
                                "milestone",
                                2,
                                1,
                                5,
                                line(1, "cpo", "milestone", "{\"a\":1}") + line(5, "cpo", "milestone", "{\"c\":3}"))
                        + "]}\n");
    }

    private static String told(String type, int events, long first, long last, String text) {
        return "{\"object\":\"src=cpo/type=" + type + "/day=2020-05-18/part-001.ndjson.gz\",\"src\":\"cpo\",\"type\":\""
                + type + "\",\"part\":1,\"events\":" + events + ",\"first\":" + (1589760000000L + first) + ",\"last\":"
                + (1589760000000L + last) + ",\"bytes\":" + text.length() + ",\"sha256\":\"" + Sha256.hex(text) + "\"}";
    }

    @Test
    void partEndsBeforeTheLineThatWouldMakeItTooLong() {
        for (int i = 1; i <= 5; i++) {
            put(i, "cpo", i % 2 == 0 ? "logfile" : "milestone", i % 2 == 0 ? "{\"ab\":1}" : "{\"a\":1}");
        }
        int line = line(1, "cpo", "milestone", "{\"a\":1}").length();
        assertThat(line(2, "cpo", "logfile", "{\"ab\":1}")).hasSize(line - 1);

        partBytes = 2 * line - 1;
        archive();
        assertThat(parts()).containsExactly("1:1", "1:2", "2:3", "2:4", "3:5");

        store.all().keySet().forEach(store::remove);
        table = new MemoryViewTable(100);
        partBytes = 2 * line - 2;
        archive();
        assertThat(parts()).containsExactly("1:1", "2:2", "3:3", "4:4", "5:5");
    }

    @Test
    void archiversThatReadDifferentLengthsAgreeOnWhereAPartEnds() {
        put(1, "cpo", "milestone", "{\"a\":1}");
        put(2, "cpo", "logfile", "{\"a\":1}");
        partBytes = 2 * line(1, "cpo", "milestone", "{\"a\":1}").length();
        List<Archive> others = new ArrayList<>(List.of(archiveOf(log)));
        Archive archive = archiveOf(new FaultyLog(log) {
            @Override
            public LogPage read(Slot from, Slot through, Filter filter, int limit, Consistency consistency) {
                LogPage page = super.read(from, through, filter, limit, consistency);
                if (filter.isNone() && !others.isEmpty()) {
                    // The text becomes longer, and another archiver comes first.
                    log.withdraw(Samples.slot(1), "a reason that is longer than what was withdrawn");
                    run(others.remove(0));
                }
                return page;
            }
        });

        run(archive);

        assertThat(parts()).containsExactly("1:1", "2:2");
        assertThat(Recount.texts(store.all())).isEqualTo(Recount.texts(log.all(), Samples.DAY));
    }

    @Test
    void lineThatIsLongerThanAPartIsAPart() {
        put(1, "cpo", "milestone", "{\"a\":1}");
        put(2, "cpo", "milestone", "{\"a\":2}");
        partBytes = 1;

        archive();

        assertThat(parts()).containsExactly("1:1", "2:2");
    }

    @Test
    void partHoldsABoundedNumberOfTexts() {
        for (int i = 1; i <= PartWriter.MAX_GROUPS + 1; i++) {
            put(i, "cpo", "type-" + i, "{\"a\":1}");
        }

        archive();

        assertThat(parts()).hasSize(PartWriter.MAX_GROUPS + 1);
        assertThat(manifest().parts())
                .containsExactly(
                        new Part(1, Samples.slot(0), Samples.slot(PartWriter.MAX_GROUPS)),
                        new Part(2, Samples.slot(PartWriter.MAX_GROUPS + 1), Samples.DAY.last()));
    }

    @Test
    void sameDayIsTheSameBytes() {
        put(1, "cpo", "milestone", "{\"a\":\"é\"}");
        put(2, "cao", "logfile", "{\"b\":2}");
        archive();
        Map<String, byte[]> first = store.all();
        first.keySet().forEach(store::remove);
        table = new MemoryViewTable(100);

        now = now.plus(Duration.ofDays(100));
        archive();

        assertThat(store.all()).usingRecursiveComparison().isEqualTo(first);
    }

    @Test
    void dayWithoutEventsHasNoObjects() {
        put(1, "cpo", "milestone", "{\"a\":1}");
        Slot later = Samples.DAY.next().next().first();
        assertThat(log.put(later, Samples.event("later"))).isTrue();
        now = now.plus(Duration.ofDays(3));

        archive();

        assertThat(store.all().keySet().stream().filter(name -> name.startsWith("manifest")))
                .containsExactly(MANIFEST, "manifest/day=2020-05-20.json");
    }

    @Test
    void stepWithNothingToDoIsOneRead() {
        put(1, "cpo", "milestone", "{\"a\":1}");
        List<String> calls = new ArrayList<>();
        Archive archive = archiveOf(new FaultyLog(log) {
            @Override
            public LogPage read(Slot from, Slot through, Filter filter, int limit, Consistency consistency) {
                calls.add("read");
                return super.read(from, through, filter, limit, consistency);
            }

            @Override
            public List<Day> days(Day from, Day through, int limit, Consistency consistency) {
                calls.add("days");
                return super.days(from, through, limit, consistency);
            }
        });
        run(archive);
        calls.clear();

        now = now.plus(Duration.ofMinutes(1));
        assertThat(archive.step().caughtUp()).isTrue();

        assertThat(calls).containsExactly("read");
    }

    @Test
    void whatHasExpiredIsKeptThoughTheTableOfViewsIsEmptied() {
        put(1, "cpo", "milestone", "{\"a\":1}");
        put(2, "cao", "logfile", "{\"a\":2}");
        partBytes = 1;
        archive();
        Map<String, byte[]> before = store.all();
        log.expire(Samples.slot(1));
        table = new MemoryViewTable(100);

        now = now.plus(Duration.ofDays(60));
        archive();

        assertThat(store.all()).usingRecursiveComparison().isEqualTo(before);
        assertThat(differences).isEmpty();
    }

    @Test
    void eventThatLandsAfterTheMarginIsReportedAndNothingIsOverwritten() {
        put(1, "cpo", "milestone", "{\"a\":1}");
        put(3, "cao", "milestone", "{\"a\":1}");
        archive();
        assertThat(differences).isEmpty();
        Map<String, byte[]> before = store.all();
        put(2, "cpo", "milestone", "{\"a\":2}");
        put(4, "new", "milestone", "{\"a\":2}");

        now = now.plus(Duration.ofDays(7));
        archive();

        assertThat(differences)
                .extracting(Difference::object)
                .containsExactly(
                        "src=cpo/type=milestone/day=2020-05-18/part-001.ndjson.gz",
                        "src=new/type=milestone/day=2020-05-18/part-001.ndjson.gz");
        assertThat(differences.get(0).toString()).contains("the archive has 1 events", "the table 2 events");
        assertThat(store.all()).usingRecursiveComparison().isEqualTo(before);
        assertThat(archiveOf(log).compare(Samples.DAY)).isEqualTo(differences);
        archive();
        assertThat(differences).hasSize(2);
    }

    @Test
    void lostObjectAndLostManifestAreReported() {
        put(1, "cpo", "milestone", "{\"a\":1}");
        archive();
        String name = "src=cpo/type=milestone/day=2020-05-18/part-001.ndjson.gz";

        store.remove(name);
        assertThat(archiveOf(log).compare(Samples.DAY))
                .extracting(Difference::object)
                .containsExactly(name);

        store.remove(MANIFEST);
        assertThat(archiveOf(log).compare(Samples.DAY))
                .extracting(Difference::object)
                .containsExactly(MANIFEST);
    }

    @Test
    void retentionThatCouldDeleteBeforeArchivingIsRefused() {
        assertThat(ArchiveOptions.of(SETTLING, Optional.of(Duration.ofDays(3))).retention())
                .isPresent();
        assertThatThrownBy(() -> ArchiveOptions.of(SETTLING, Optional.of(Duration.ofDays(2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 days");
    }

    @Test
    void whatLandsWithinTheMarginIsArchived() {
        put(1, "cpo", "milestone", "{\"a\":1}");
        now = Samples.DAY.next().first().start().plus(Duration.ofMinutes(59));
        archive();
        assertThat(store.all()).isEmpty();
        put(2, "cpo", "milestone", "{\"a\":2}");

        now = now.plus(Duration.ofMinutes(2));
        archive();

        assertThat(Recount.texts(store.all())).isEqualTo(Recount.texts(log.all(), Samples.DAY));
        assertThat(manifest().objects().get(0).summary().events()).isEqualTo(2);
    }

    @Test
    void dayIsDueOnceItIsClosedAndItsMarginIsOver() {
        ArchiveOptions options = ArchiveOptions.of(SETTLING, Optional.empty());
        Instant due =
                Samples.DAY.next().first().start().plus(Duration.ofHours(1)).plusMillis(2_999);

        assertThat(options.lastDue(due, Duration.ZERO)).contains(Samples.DAY);
        assertThat(options.lastDue(due.minusMillis(1), Duration.ZERO).map(Day::next))
                .contains(Samples.DAY);
        assertThat(options.lastDue(Instant.EPOCH, Duration.ZERO)).isEmpty();
    }

    private void put(long millis, String src, String type, String data) {
        assertThat(log.put(Samples.slot(millis), event(millis, src, type, data)))
                .isTrue();
    }

    private static Event event(long millis, String src, String type, String data) {
        return Samples.event(src, type, "e" + millis, data);
    }

    private static String line(long millis, String src, String type, String data) {
        byte[] json = EventJson.of(new StoredEvent(Samples.slot(millis), event(millis, src, type, data)));
        return new String(json, StandardCharsets.UTF_8) + "\n";
    }

    private void archive() {
        run(archiveOf(log));
    }

    private static void run(Archive archive) {
        boolean more = true;
        while (more) {
            more = !archive.step().caughtUp();
        }
    }

    private Archive archiveOf(EventLog read) {
        InstantSource ticking = () -> now = now.plusMillis(1);
        return new Archive(
                read,
                table,
                store,
                new ArchiveOptions(
                        SETTLING, Duration.ofHours(1), Duration.ofDays(7), Optional.of(Duration.ofDays(30)), partBytes),
                ticking.withZone(ZoneOffset.UTC),
                differences::add);
    }

    private Manifest manifest() {
        return Recount.manifest(object(MANIFEST));
    }

    /** Each object's part and first millisecond. */
    private List<String> parts() {
        return manifest().objects().stream()
                .map(object -> object.part() + ":" + millis(object.summary().first()))
                .sorted()
                .toList();
    }

    private static long millis(Slot slot) {
        return slot.millis() - Samples.DAY.startMillis();
    }

    private String text(String name) {
        return Recount.unpack(object(name));
    }

    private byte[] object(String name) {
        return Objects.requireNonNull(store.all().get(name), name);
    }
}
