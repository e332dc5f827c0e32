package org.dcss.eventstore.core.xlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.contract.Samples;
import org.dcss.eventstore.core.memory.ForwardingViewTable;
import org.dcss.eventstore.core.memory.MemoryViewTable;
import org.dcss.eventstore.core.view.Content;
import org.dcss.eventstore.core.view.ViewConflictException;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;
import org.junit.jupiter.api.Test;

final class XlogTest {

    private static final Source CPO = new Source("cpo");

    private final Xlog xlog = new Xlog();
    private final MemoryViewTable table = new MemoryViewTable(10);

    @Test
    void linesWithoutAFileStandInTheirTypesOwn() {
        xlog.apply(
                List.of(
                        at(1, Samples.event("cpo", "milestone", "a", "{\"n\":\"1\"}")),
                        at(2, Samples.event("cpo", "logfile", "b", "{\"n\":\"2\"}")),
                        at(3, Samples.event("cpo", "milestone", "c", "{\"n\":\"3\"}")),
                        at(4, Samples.event("cpo", "withdrawal", "d", "{\"n\":\"4\"}")),
                        at(5, Samples.event("cao", "milestone", "e", "{\"n\":\"5\"}"))),
                table);

        assertThat(XlogText.files(table, CPO))
                .containsExactly(
                        new XlogText.ListedFile(new FileName("logfile"), 4, Samples.slot(2), 1),
                        new XlogText.ListedFile(new FileName("milestones"), 8, Samples.slot(3), 1));
        assertThat(text("milestones")).isEqualTo("n=1\nn=3\n");
    }

    @Test
    void whatWasSentInAnEnvelopeIsALineOfNoFile() {
        xlog.apply(
                List.of(
                        at(1, Samples.event("cpo", "milestone", "~b/a", "{\"n\":\"1\"}")),
                        at(2, Samples.event("cpo", "logfile", "~c/" + "0".repeat(64), "{\"n\":\"2\"}"))),
                table);

        assertThat(XlogText.files(table, CPO)).isEmpty();
    }

    @Test
    void everyRangeIsThatOfTheWholeFile() {
        List<StoredEvent> events = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            events.add(at(i, Samples.event("cpo", "milestone", "e" + i, "{\"n\":\"" + "x".repeat(i % 4) + i + "\"}")));
        }
        xlog.apply(events, table);
        String whole = text("milestones");

        for (int from = 0; from < whole.length(); from++) {
            for (int to = from + 1; to <= whole.length(); to += 13) {
                assertThat(XlogText.bytes(table, file("milestones"), from, to))
                        .isEqualTo(whole.substring(from, to).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void longLineIsSplitAndComesTogetherAgain() {
        String value = "é".repeat(Chunk.MAX_PART);
        xlog.apply(
                List.of(
                        at(1, Samples.event("cpo", "milestone", "a", "{\"n\":\"" + value + "\"}")),
                        at(2, Samples.event("cpo", "milestone", "b", "{\"n\":\"2\"}"))),
                table);

        assertThat(text("milestones")).isEqualTo("n=" + value + "\nn=2\n");
        assertThat(table.itemsBeside("").values())
                .allSatisfy(item -> assertThat(item.content().length()).isLessThan(Chunk.MAX_PART + 100));
    }

    @Test
    void nameThatIsAFolderOfAnotherIsInNoFile() {
        xlog.apply(
                List.of(
                        line(1, "0.34/milestones"),
                        line(2, "0.34"),
                        line(3, "0.34/milestones/x"),
                        line(4, "0.3"),
                        line(5, "0.34/a")),
                table);
        xlog.apply(List.of(line(6, "0.34"), line(7, "0.34/milestones")), table);

        assertThat(XlogText.files(table, CPO))
                .extracting(listed -> listed.name().value())
                .containsExactly("0.3", "0.34/a", "0.34/milestones");
        assertThat(text("0.34/milestones")).isEqualTo("line 1\nline 7\n");
    }

    @Test
    void filesBeyondTheMostThatASourceMayHaveAreNone() {
        List<StoredEvent> events = new ArrayList<>();
        for (int i = 0; i < FileNames.MAX_FILES + 5; i++) {
            events.add(line(i, "f" + i));
        }
        xlog.apply(events, table);

        assertThat(XlogText.files(table, CPO)).hasSize(FileNames.MAX_FILES);
        assertThat(table.get(Keys.file(file("f" + FileNames.MAX_FILES)))).isEmpty();
    }

    @Test
    void tableThatHoldsAnotherLineStopsTheView() {
        table.keep(Map.of(Keys.chunk(file("a"), 0), chunk(1, "other\n")));

        assertThatThrownBy(() -> xlog.apply(List.of(line(1, "a")), table)).isInstanceOf(ViewConflictException.class);
        assertThat(XlogText.files(table, CPO)).isEmpty();
    }

    /** What the files hold does not depend on the pages that they came in, or on what others have put of them. */
    @Test
    void chunksFollowFromTheLinesAlone() {
        List<StoredEvent> events = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            events.add(at(10 * i, Samples.event("cpo", "milestone", "e" + i, "{\"n\":\"" + "x".repeat(i) + "\"}")));
            if (i % 7 == 3) {
                events.add(notice(10 * i + 5, "milestones", "hm", 10 * (i - 3), 10 * i, 10 * (i / 2)));
            }
        }
        xlog.apply(events, table);
        Map<ViewKey, ViewItem> whole = table.itemsBeside("");
        assertThat(whole).hasSizeGreaterThan(10);

        for (int page : List.of(1, 2, 5, 100)) {
            MemoryViewTable paged = new MemoryViewTable(3);
            MemoryViewTable crashing = new MemoryViewTable(3);
            for (int from = 0; from < events.size(); from += page) {
                List<StoredEvent> some = events.subList(from, Math.min(events.size(), from + page));
                xlog.apply(some, paged);
                // Put by a projector that has died before it raised the length, and that had read more.
                xlog.apply(events.subList(from, Math.min(events.size(), from + page + 4)), withoutLengths(crashing));
                xlog.apply(some, crashing);
            }
            assertThat(paged.itemsBeside("")).isEqualTo(whole);
            assertThat(crashing.itemsBeside("")).isEqualTo(whole);
        }
    }

    /** Takes no item that says how long a file is. */
    private static ViewTable withoutLengths(ViewTable table) {
        return new ForwardingViewTable(table) {
            @Override
            public boolean replace(ViewKey key, Optional<Slot> read, ViewItem item) {
                return key.key().startsWith(Keys.FILES) || super.replace(key, read, item);
            }
        };
    }

    private static ViewItem chunk(int at, String line) {
        byte[] text = line.getBytes(StandardCharsets.UTF_8);
        return Chunk.empty(0)
                .with(new Chunk.Part(Samples.slot(at), text.length, 0, text.length), text)
                .item();
    }

    private String text(String file) {
        long length = XlogText.listed(table, file(file)).orElseThrow().length();
        return new String(XlogText.bytes(table, file(file), 0, length), StandardCharsets.UTF_8);
    }

    private static XlogFile file(String name) {
        return new XlogFile(CPO, new FileName(name));
    }

    private static StoredEvent line(int at, String file) {
        Event event = Samples.event("cpo", "line", "e" + at, "{\"text\":\"line " + at + "\"}");
        return at(at, Samples.filed(event, file, Instant.EPOCH));
    }

    private static StoredEvent at(int millisIntoDay, Event event) {
        return new StoredEvent(Samples.slot(millisIntoDay), event);
    }

    private static StoredEvent notice(int slot, String file, String reason, int... of) {
        String slots = Arrays.stream(of)
                .mapToObj(at -> Long.toString(Samples.slot(at).millis()))
                .collect(Collectors.joining(","));
        Event event = Samples.event(
                "cpo", "withdrawal", "n" + slot, "{\"reason\":\"" + reason + "\",\"events\":[" + slots + "]}");
        return at(slot, Samples.filed(event, file, Instant.EPOCH));
    }

    private static StoredEvent withdrawn(StoredEvent stored, String reason) {
        return new StoredEvent(
                stored.slot(), stored.event(), Optional.of(reason), OptionalInt.of(LineWriter.write(stored).length));
    }

    @Test
    void withdrawnLinesAreOverwrittenWhereTheyStand() {
        List<StoredEvent> events = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            events.add(line(i, "a"));
        }
        xlog.apply(events, table);
        String before = text("a");
        xlog.apply(List.of(notice(60, "a", "hm", 7, 8, 49), line(61, "a")), table);

        assertThat(text("a"))
                .isEqualTo(before.replace("line 7\n", "withdr\n")
                                .replace("line 8\n", "withdr\n")
                                .replace("line 49\n", "withdra\n")
                        + "line 61\n");
        assertThat(XlogText.listed(table, file("a")))
                .contains(new XlogText.ListedFile(new FileName("a"), before.length() + 8, Samples.slot(61), 2));
    }

    @Test
    void replayOfWithdrawnLinesGivesTheSame() {
        List<StoredEvent> events = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            events.add(at(i, Samples.event("cpo", "milestone", "e" + i, "{\"n\":\"" + "x".repeat(5 * i) + "\"}")));
        }
        StoredEvent notice = notice(30, "milestones", "a leak: é", 0, 3, 19);
        xlog.apply(events, table);
        xlog.apply(List.of(notice), table);

        List<StoredEvent> now = new ArrayList<>(events);
        for (int at : List.of(0, 3, 19)) {
            now.set(at, withdrawn(events.get(at), "a leak: é"));
        }
        MemoryViewTable anew = new MemoryViewTable(3);
        now.add(notice);
        xlog.apply(now, anew);

        assertThat(table.itemsBeside("")).isEqualTo(anew.itemsBeside(""));
        assertThat(text("milestones")).contains("withdrawn=a leak:: é" + " ".repeat(76) + "\n");
    }

    @Test
    void projectorThatReadTheLineBeforeItWasWithdrawnChangesNothing() {
        StoredEvent line = line(1, "a");
        xlog.apply(List.of(line, line(2, "a")), table);
        xlog.apply(List.of(notice(5, "a", "hm", 1)), table);
        Map<ViewKey, ViewItem> right = table.itemsBeside("");
        table.replace(
                Keys.file(file("a")), Optional.of(Samples.slot(5)), new ViewItem(Samples.slot(0), Content.of("0")));

        xlog.apply(List.of(line, line(2, "a"), notice(5, "a", "hm", 1)), table);
        assertThat(table.itemsBeside("")).isEqualTo(right);

        MemoryViewTable anew = new MemoryViewTable(10);
        anew.keep(Map.of(Keys.chunk(file("a"), 0), chunk(1, "line 1\n")));
        xlog.apply(List.of(withdrawn(line, "hm"), line(2, "a"), notice(5, "a", "hm", 1)), anew);
        assertThat(anew.itemsBeside("")).isEqualTo(right);
    }

    /** One projector read the lines before one of them was withdrawn, another after; the notice is not applied yet. */
    @Test
    void withdrawnLineIsNotPutBackBySomebodyWhoReadItBefore() {
        StoredEvent line = line(1, "a");
        xlog.apply(List.of(withdrawn(line, "hm")), table);
        String served = text("a");
        ViewTable before = new ForwardingViewTable(table) {
            @Override
            public Optional<ViewItem> get(ViewKey key) {
                return key.key().startsWith(Keys.FILES) ? Optional.empty() : super.get(key);
            }
        };

        assertThatThrownBy(() -> xlog.apply(List.of(line, line(2, "a")), stopping(before)))
                .isInstanceOf(IllegalStateException.class);

        assertThat(text("a")).isEqualTo(served);
        xlog.apply(List.of(line(2, "a")), table);
        assertThat(text("a")).isEqualTo(served + "line 2\n");
    }

    /** Ends where an item is put that says how long a file is. */
    private static ViewTable stopping(ViewTable table) {
        return new ForwardingViewTable(table) {
            @Override
            public boolean replace(ViewKey key, Optional<Slot> read, ViewItem item) {
                if (key.key().startsWith(Keys.FILES)) {
                    throw new IllegalStateException();
                }
                return super.replace(key, read, item);
            }
        };
    }

    @Test
    void withdrawnLineOfSeveralPiecesIsOverwrittenInAllOfThem() {
        String value = "é".repeat(Chunk.MAX_PART);
        StoredEvent line = at(1, Samples.event("cpo", "milestone", "a", "{\"n\":\"" + value + "\"}"));
        xlog.apply(List.of(line, at(2, Samples.event("cpo", "milestone", "b", "{\"n\":\"2\"}"))), table);
        xlog.apply(List.of(notice(5, "milestones", "hm", 1)), table);

        assertThat(text("milestones")).isEqualTo("withdrawn=hm" + " ".repeat(2 * Chunk.MAX_PART + 2 - 12) + "\nn=2\n");
        MemoryViewTable anew = new MemoryViewTable(10);
        xlog.apply(
                List.of(
                        withdrawn(line, "hm"),
                        at(2, Samples.event("cpo", "milestone", "b", "{\"n\":\"2\"}")),
                        notice(5, "milestones", "hm", 1)),
                anew);
        assertThat(table.itemsBeside("")).isEqualTo(anew.itemsBeside(""));
    }

    @Test
    void noticeOfWhatIsInNoFileChangesNothing() {
        xlog.apply(List.of(line(1, "a")), table);
        Map<ViewKey, ViewItem> before = table.itemsBeside("");

        xlog.apply(List.of(notice(5, "b", "hm", 1), notice(6, "a/b", "hm", 1)), table);
        xlog.apply(List.of(at(7, Samples.event("cpo", "withdrawal", "c", "{\"events\":[1]}"))), table);

        assertThat(table.itemsBeside("")).isEqualTo(before);
    }
}
