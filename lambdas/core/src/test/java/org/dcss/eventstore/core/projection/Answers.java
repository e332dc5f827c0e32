package org.dcss.eventstore.core.projection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.counts.Counts;
import org.dcss.eventstore.core.entities.Entities;
import org.dcss.eventstore.core.view.ViewTable;
import org.dcss.eventstore.core.xlog.XlogFile;
import org.dcss.eventstore.core.xlog.XlogText;

/** What a table of views says, in the words of a {@link Recount}. */
final class Answers {

    private Answers() {}

    static Map<String, Long> counts(ViewTable table, Day from, Day through) {
        Map<String, Long> counts = new TreeMap<>();
        for (Counts.Row row : Counts.rows(table, from, through)) {
            for (String type : row.counts().totals().keySet()) {
                long[] hours = row.counts().hours(type);
                for (int hour = 0; hour < hours.length; hour++) {
                    if (hours[hour] > 0) {
                        counts.put(row.day().startMillis() + " " + hour + " " + row.src() + " " + type, hours[hour]);
                    }
                }
            }
        }
        return counts;
    }

    static Map<String, List<Long>> players(ViewTable table) {
        Map<String, List<Long>> players = new TreeMap<>();
        for (String player : List.of("AB", "cd")) {
            List<Entities.Indexed> read = Parts.ENTITIES.after(table, player, new Slot(0), 3);
            while (!read.isEmpty()) {
                for (Entities.Indexed event : read) {
                    players.computeIfAbsent(player.toLowerCase(Locale.ROOT), any -> new ArrayList<>())
                            .add(event.slot().millis());
                }
                read = Parts.ENTITIES.after(
                        table, player, read.get(read.size() - 1).slot(), 3);
            }
        }
        return players;
    }

    /** Each file is read in two ranges; after its text, its generation. */
    static Map<String, String> files(ViewTable table, String src) {
        Map<String, String> files = new TreeMap<>();
        Source source = new Source(src);
        for (XlogText.ListedFile listed : XlogText.files(table, source)) {
            FileName name = listed.name();
            XlogFile file = new XlogFile(source, name);
            long middle = listed.length() * 2 / 3;
            String text = new String(XlogText.bytes(table, file, 0, middle), StandardCharsets.UTF_8)
                    + new String(XlogText.bytes(table, file, middle, listed.length()), StandardCharsets.UTF_8);
            files.put(name.value(), text + "generation " + listed.generation());
        }
        return files;
    }
}
