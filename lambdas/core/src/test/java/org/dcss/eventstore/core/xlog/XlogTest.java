package org.dcss.eventstore.core.xlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.contract.Samples;
import org.dcss.eventstore.core.memory.MemoryViewTable;
import org.dcss.eventstore.core.view.Content;
import org.dcss.eventstore.core.view.ViewConflictException;
import org.dcss.eventstore.core.view.ViewItem;
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
                        new XlogText.ListedFile(new FileName("logfile"), 4, Samples.slot(2)),
                        new XlogText.ListedFile(new FileName("milestones"), 8, Samples.slot(3)));
        assertThat(text("milestones")).isEqualTo("n=1\nn=3\n");
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
        String value = "é".repeat(Xlog.MAX_PIECE);
        xlog.apply(List.of(at(1, Samples.event("cpo", "milestone", "a", "{\"n\":\"" + value + "\"}"))), table);

        assertThat(text("milestones")).isEqualTo("n=" + value + "\n");
        assertThat(table.itemsBeside("").values())
                .allSatisfy(item -> assertThat(item.content().length()).isLessThanOrEqualTo(Xlog.MAX_PIECE));
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
        table.keep(Map.of(Keys.piece(file("a"), 0), new ViewItem(Samples.slot(1), Content.of("other\n"))));

        assertThatThrownBy(() -> xlog.apply(List.of(line(1, "a")), table)).isInstanceOf(ViewConflictException.class);
        assertThat(XlogText.files(table, CPO)).isEmpty();
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
}
