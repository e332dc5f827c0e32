package org.dcss.eventstore.tools.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.dcss.eventstore.tools.frame.Exit;
import org.dcss.eventstore.tools.frame.ToolException;
import org.dcss.eventstore.tools.tail.AtomicFile;
import org.dcss.eventstore.tools.verify.digest.DayContent;
import org.dcss.eventstore.tools.verify.digest.DayRecord;

/** What closed days held when they were verified before: a line of JSON each, in a file. */
final class RecordedDays {

    private final Path file;
    private final NavigableMap<LocalDate, DayRecord> days = new TreeMap<>();

    private RecordedDays(Path file) {
        this.file = file;
    }

    /** @throws ToolException if the file holds something else */
    static RecordedDays in(Path file) throws IOException, ToolException {
        RecordedDays recorded = new RecordedDays(file);
        if (Files.exists(file)) {
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    DayRecord day = DayRecord.parse(line);
                    recorded.days.put(day.day(), day);
                }
            } catch (IOException e) {
                throw new ToolException(
                        Exit.USAGE, "--state " + file + " is not what verify wrote: name another file.", e);
            }
        }
        return recorded;
    }

    /**
     * Holds a closed day against what was recorded, and records it where there is nothing, or where nothing but data was
     * withdrawn since.
     */
    void check(DayRecord now, Findings findings) throws IOException {
        DayRecord before = days.get(now.day());
        if (before != null && !isSame(before, now, findings)) {
            return;
        }
        if (!now.equals(before)) {
            days.put(now.day(), now);
            StringBuilder text = new StringBuilder();
            for (DayRecord day : days.values()) {
                text.append(day.json()).append('\n');
            }
            AtomicFile.write(file, text.toString());
        }
    }

    private static boolean isSame(DayRecord before, DayRecord now, Findings findings) {
        boolean same = true;
        if (before.events() != now.events()) {
            findings.broken(
                    now.day(),
                    "a closed day has changed: it had " + before.events() + " events, and has " + now.events());
            same = false;
        } else if (!before.places().equals(now.places())) {
            findings.broken(now.day(), "a closed day has changed: other slots, ids, sources, types or files");
            same = false;
        }
        for (int hour = 0; hour < now.hours().size(); hour++) {
            if (!before.hours().get(hour).equals(now.hours().get(hour))) {
                boolean withdrawn = same && now.withdrawn() > before.withdrawn();
                String what = "hour " + hour + " of a closed day has changed (slots from "
                        + DayContent.hour(now.day(), hour) + ")";
                if (withdrawn) {
                    findings.say("note   " + now.day() + " " + what + ": data was withdrawn since");
                } else {
                    findings.broken(now.day(), what);
                    same = false;
                }
            }
        }
        return same;
    }
}
