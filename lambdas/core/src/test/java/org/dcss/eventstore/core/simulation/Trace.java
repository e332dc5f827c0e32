package org.dcss.eventstore.core.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.read.FeedPage;
import org.dcss.eventstore.core.table.Claim;
import org.dcss.eventstore.core.table.Occupant;
import org.dcss.eventstore.core.table.PutResult;
import org.dcss.eventstore.core.table.Stretch;
import org.dcss.eventstore.core.write.Outcome;
import org.dcss.eventstore.core.write.Request;

/** What happened in a schedule, told by who did it and when; kept only when somebody will read it. */
final class Trace {

    private record Line(long at, String who, String what) {}

    /** What is always told, whoever it happens to. */
    static final String DEATH = "dies";

    private static final int MOST_LINES = 80;

    private final boolean kept;
    private final List<Line> lines = new ArrayList<>();
    private long start;

    private Trace(boolean kept) {
        this.kept = kept;
    }

    static Trace none() {
        return new Trace(false);
    }

    static Trace kept() {
        return new Trace(true);
    }

    void startAt(long micros) {
        start = micros / 1000 * 1000;
    }

    void say(long at, String who, Supplier<String> what) {
        if (kept) {
            lines.add(new Line(at, who, what.get()));
        }
    }

    /** A slot, in milliseconds since the schedule's start. */
    String name(Slot slot) {
        return String.format("[%+d]", slot.millis() - start / 1000);
    }

    String name(EventKey key) {
        return nameOf(key.toString());
    }

    private static String nameOf(String key) {
        return "<" + key.replaceFirst("~0*", "~") + ">";
    }

    private String name(Occupant by) {
        return nameOf(by.key()) + by.next().map(next -> "->" + name(next)).orElse("");
    }

    String name(Request<?> request) {
        if (request instanceof Request.Put put) {
            return "put " + name(put.event().key()) + " at " + name(put.slot());
        } else if (request instanceof Request.ReadStretch read) {
            return "read stretch from " + name(read.from());
        } else if (request instanceof Request.Forward forward) {
            return "put tombstone of " + name(forward.key()) + " at " + name(forward.slot()) + " to "
                    + name(forward.next());
        } else if (request instanceof Request.MakeClaim make) {
            return "claim " + name(make.claim().slot()) + " for " + name(make.key());
        } else if (request instanceof Request.FindClaim find) {
            return "find claim of " + name(find.key());
        } else if (request instanceof Request.RaiseTail raise) {
            return "raise tail of " + raise.src() + " to " + name(raise.slot());
        }
        return request.toString();
    }

    String name(Reply<?> reply) {
        return reply instanceof Reply.Known<?> known ? value(known.value()) : reply.toString();
    }

    private String value(Object value) {
        if (value instanceof PutResult put) {
            return put instanceof PutResult.Taken taken
                    ? "taken by " + name(taken.by())
                    : put.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        } else if (value instanceof Stretch read) {
            String taken = read.taken().entrySet().stream()
                    .map(entry -> name(entry.getKey()) + name(entry.getValue()))
                    .collect(Collectors.joining(" "));
            return "free through " + name(read.through()) + " but for: " + taken;
        } else if (value instanceof Claim claim) {
            return "held at " + name(claim.slot());
        } else if (value instanceof Slot slot) {
            return name(slot);
        } else if (value instanceof Optional<?> found) {
            return found.map(this::value).orElse("none");
        }
        return value.toString();
    }

    String name(Outcome outcome) {
        if (outcome instanceof Outcome.Stored stored) {
            return "stored at " + name(stored.at()) + (stored.late() ? ", late" : "");
        } else if (outcome instanceof Outcome.AlreadyStored already) {
            return "found at " + name(already.at());
        }
        return outcome.toString();
    }

    String name(FeedPage page) {
        String events = page.events().stream()
                .map(stored -> name(stored.slot()) + name(stored.event().key()))
                .collect(Collectors.joining(" "));
        return "{" + events + "} through " + name(page.next());
    }

    /** Ends with what was broken. */
    void end(Violation violation) {
        long at = lines.isEmpty() ? start : lines.get(lines.size() - 1).at();
        say(at, "VIOLATION", violation::what);
    }

    String all() {
        return text(lines);
    }

    /** The last lines that speak of one of the subjects. */
    String about(List<String> subjects) {
        List<Line> telling = lines.stream()
                .filter(line -> subjects.isEmpty()
                        || line.what().equals(DEATH)
                        || subjects.stream().anyMatch(line.what()::contains)
                        || subjects.contains(line.who()))
                .toList();
        return text(telling.subList(Math.max(0, telling.size() - MOST_LINES), telling.size()));
    }

    private String text(List<Line> some) {
        StringBuilder text = new StringBuilder("slot [+0] is ").append(SimulatedClock.instant(start));
        for (Line line : some) {
            text.append(String.format("%n%+16.3f ms  %-12s %s", (line.at() - start) / 1000.0, line.who(), line.what()));
        }
        return text.toString();
    }
}
