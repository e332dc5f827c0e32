package org.dcss.eventstore.tools.verify;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.dcss.eventstore.core.PlainText;

/** What was found, printed as it is found. What could not be checked is told, and never counts as kept. */
final class Findings {

    /** Of one day; the rest is counted. */
    private static final int MOST_SHOWN = 50;

    private final PrintWriter out;
    private final Map<String, String> unchecked = new TreeMap<>();
    private long broken;
    private LocalDate last = LocalDate.EPOCH;
    private long ofLast;

    Findings(PrintWriter out) {
        this.out = out;
    }

    /** A promise that does not hold at a slot. */
    void broken(LocalDate day, long slot, String what) {
        broken(day, "slot " + slot + " (" + Instant.ofEpochMilli(slot) + "): " + what);
    }

    /** A promise that does not hold on a day. */
    void broken(LocalDate day, String what) {
        ofLast = day.equals(last) ? ofLast + 1 : 1;
        last = day;
        broken++;
        if (ofLast <= MOST_SHOWN) {
            say("BROKEN " + day + " " + what);
        } else if (ofLast == MOST_SHOWN + 1) {
            say("BROKEN " + day + " and more, which are only counted");
        }
    }

    void say(String line) {
        out.println(PlainText.of(line));
        out.flush();
    }

    /** Something that could not be checked, once, and why. */
    void unchecked(String what, String why) {
        unchecked.putIfAbsent(what, why);
    }

    long broken() {
        return broken;
    }

    /** The last lines: what was not checked, and what came of the rest. */
    void sum(long days, long events) {
        unchecked.forEach((what, why) -> say("not checked: " + what + ": " + why));
        say(days + " days with " + events + " events: "
                + (broken == 0 ? "everything that was checked holds." : broken + " promises are broken."));
    }
}
