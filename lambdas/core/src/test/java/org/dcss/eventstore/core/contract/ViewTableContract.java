package org.dcss.eventstore.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.view.Content;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;
import org.dcss.eventstore.core.view.ViewTable.Entry;
import org.junit.jupiter.api.Test;

public abstract class ViewTableContract {

    private static final ViewKey KEY = new ViewKey("counts.1", "a");
    private static final Optional<Slot> NONE = Optional.empty();

    /** An empty table, the same one throughout a test. */
    protected abstract ViewTable table();

    @Test
    void absentItemIsEmpty() {
        assertThat(table().get(KEY)).isEmpty();
    }

    @Test
    void itemIsPutWhereThereWasNone() {
        assertThat(table().replace(KEY, NONE, item(5, "five"))).isTrue();

        assertThat(table().get(KEY)).contains(item(5, "five"));
        assertThat(table().get(new ViewKey("counts.1", "b"))).isEmpty();
        assertThat(table().get(new ViewKey("counts.2", "a"))).isEmpty();
    }

    @Test
    void itemThatWasReadIsReplaced() {
        table().replace(KEY, NONE, item(5, "five"));

        assertThat(table().replace(KEY, Optional.of(new Slot(5)), item(9, "nine")))
                .isTrue();
        assertThat(table().get(KEY)).contains(item(9, "nine"));
    }

    @Test
    void itemThatWasNotReadStays() {
        assertThat(table().replace(KEY, Optional.of(new Slot(4)), item(9, "nine")))
                .isFalse();
        assertThat(table().get(KEY)).isEmpty();
        table().replace(KEY, NONE, item(5, "five"));

        assertThat(table().replace(KEY, NONE, item(9, "nine"))).isFalse();
        assertThat(table().replace(KEY, Optional.of(new Slot(4)), item(9, "nine")))
                .isFalse();
        assertThat(table().replace(KEY, Optional.of(new Slot(6)), item(9, "nine")))
                .isFalse();
        assertThat(table().get(KEY)).contains(item(5, "five"));
    }

    @Test
    void oneOfManyWins() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> puts = threads.invokeAll(IntStream.range(1, 33)
                    .<java.util.concurrent.Callable<Boolean>>mapToObj(
                            i -> () -> table().replace(KEY, NONE, item(i, "by " + i)))
                    .toList());
            List<ViewItem> winners = new ArrayList<>();
            for (int i = 0; i < puts.size(); i++) {
                if (puts.get(i).get()) {
                    winners.add(item(i + 1, "by " + (i + 1)));
                }
            }
            assertThat(winners).containsExactly(table().get(KEY).orElseThrow());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void keptItemsStayAndOthersAreNamed() {
        Map<ViewKey, ViewItem> items = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            items.put(new ViewKey("lines", "%03d".formatted(i)), item(i, "line " + i));
        }
        assertThat(table().keep(items)).isEmpty();
        assertThat(table().keep(items)).isEmpty();
        ViewKey seventh = new ViewKey("lines", "007");

        assertThat(table().keep(Map.of(seventh, item(7, "other"), new ViewKey("lines", "008"), item(8, "line 8"))))
                .containsExactly(seventh);
        assertThat(table().keep(Map.of(seventh, item(6, "line 7")))).containsExactly(seventh);
        assertThat(table().get(seventh)).contains(item(7, "line 7"));
        assertThat(table().keep(Map.of())).isEmpty();
    }

    @Test
    void itemsArePutWhateverIsThere() {
        Map<ViewKey, ViewItem> items = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            items.put(new ViewKey("index", "%03d".formatted(i)), item(i, "entry " + i));
        }
        table().replace(new ViewKey("index", "059"), NONE, item(99, "other"));

        table().put(items);
        table().put(items);
        table().put(Map.of());

        assertThat(table().readAll("index", "0", "1"))
                .hasSize(60)
                .allSatisfy(entry -> assertThat(entry.item()).isEqualTo(items.get(new ViewKey("index", entry.key()))));
    }

    @Test
    void anyBytesAreKept() {
        byte[] bytes = new byte[300_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        ViewItem item = new ViewItem(new Slot(3), Content.of(bytes));
        table().keep(Map.of(KEY, item));

        assertThat(table().get(KEY)).contains(item);
        ViewKey empty = new ViewKey("counts.1", "empty");
        table().replace(empty, NONE, new ViewItem(new Slot(0), Content.EMPTY));
        assertThat(table().get(empty)).contains(new ViewItem(new Slot(0), Content.EMPTY));
    }

    @Test
    void stretchIsReadInOrderFromItsFirstToBeforeItsEnd() {
        for (int i : new int[] {30, 10, 50, 20, 40}) {
            table().keep(Map.of(new ViewKey("lines", "0" + i), item(i, "at " + i)));
        }
        table().keep(Map.of(new ViewKey("lines#", "025"), item(1, "another part")));

        assertThat(table().read("lines", "020", "040", 9)).containsExactly(entry(20), entry(30));
        assertThat(table().read("lines", "011", "040\0", 9)).containsExactly(entry(20), entry(30), entry(40));
        assertThat(table().read("lines", "0", "1", 2)).containsExactly(entry(10), entry(20));
        assertThat(table().read("lines", "021", "030", 9)).isEmpty();
        assertThat(table().read("none", "0", "1", 9)).isEmpty();
    }

    @Test
    void longStretchIsReadInPartsUntilOneIsEmpty() {
        Map<ViewKey, ViewItem> items = new HashMap<>();
        for (int i = 0; i < 12; i++) {
            items.put(new ViewKey("large", "%03d".formatted(i)), item(i, "x".repeat(200_000)));
        }
        table().keep(items);

        List<String> keys = new ArrayList<>();
        String from = "0";
        List<Entry> read = table().read("large", from, "1", 1000);
        while (!read.isEmpty()) {
            read.forEach(entry -> keys.add(entry.key()));
            from = read.get(read.size() - 1).key() + '\0';
            read = table().read("large", from, "1", 1000);
        }
        assertThat(keys).hasSize(12).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void stretchIsReadFromItsEndOn() {
        for (int at = 10; at <= 40; at += 10) {
            table().keep(Map.of(new ViewKey("lines", "0" + at), item(at, "at " + at)));
        }

        assertThat(table().readBack("lines", "010", "040", 9)).containsExactly(entry(30), entry(20), entry(10));
        assertThat(table().readBack("lines", "011", "040\0", 2)).containsExactly(entry(40), entry(30));
        assertThat(table().readBack("lines", "010", "040", 1)).containsExactly(entry(30));
        assertThat(table().readBack("lines", "021", "030", 9)).isEmpty();
        assertThat(table().readBack("none", "0", "1", 9)).isEmpty();
    }

    @Test
    void floorIsTheLastUpToAKey() {
        table().keep(Map.of(
                new ViewKey("lines", "010"), item(10, "at 10"), new ViewKey("lines", "020"), item(20, "at 20")));

        assertThat(table().floor("lines", "009")).isEmpty();
        assertThat(table().floor("lines", "010")).contains(entry(10));
        assertThat(table().floor("lines", "019")).contains(entry(10));
        assertThat(table().floor("lines", "999")).contains(entry(20));
        assertThat(table().floor("none", "999")).isEmpty();
    }

    private static ViewItem item(long through, String text) {
        return new ViewItem(new Slot(through), Content.of(text));
    }

    private static Entry entry(int at) {
        return new Entry("0" + at, item(at, "at " + at));
    }
}
