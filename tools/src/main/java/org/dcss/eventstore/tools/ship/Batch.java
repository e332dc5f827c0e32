package org.dcss.eventstore.tools.ship;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.tools.tail.Line;
import org.dcss.eventstore.tools.tail.Tail;

/** The lines of one request, and through which line of each file it goes. */
final class Batch {

    /** What a request may hold: 500 events, and 5 MB unpacked; less of those keeps memory small. */
    static final int MAX_EVENTS = 500;

    private static final int MAX_CHARACTERS = 1 << 20;

    private final Source src;
    private final List<Outgoing> lines = new ArrayList<>();
    private final Map<Tail, Line> ends = new LinkedHashMap<>();
    private int characters;

    Batch(Source src) {
        this.src = src;
    }

    /** How many lines have room, as far as one can tell before they are read. */
    int room() {
        return characters >= MAX_CHARACTERS ? 0 : MAX_EVENTS - lines.size();
    }

    /** Adds the next lines of a file, as long as there is room; returns how many. */
    int add(Tail tail, List<Line> next) {
        int added = 0;
        for (Line line : next) {
            Outgoing outgoing = Outgoing.of(src, tail.name(), line);
            if (!lines.isEmpty() && characters + outgoing.json().length() > MAX_CHARACTERS) {
                characters = MAX_CHARACTERS;
                break;
            }
            characters += outgoing.json().length();
            lines.add(outgoing);
            ends.put(tail, line);
            added++;
        }
        return added;
    }

    List<Outgoing> lines() {
        return lines;
    }

    Map<Tail, Line> ends() {
        return ends;
    }
}
