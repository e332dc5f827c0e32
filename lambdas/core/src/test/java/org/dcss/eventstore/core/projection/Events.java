package org.dcss.eventstore.core.projection;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.StoredEvent;

/** Events of a few sources, types, files and players; what is told of one is told by its id. */
final class Events {

    static final List<String> SOURCES = List.of("cao", "cpo");

    private static final List<String> TYPES = List.of("milestone", "milestone", "logfile", "line", "hit");
    private static final List<String> PLAYERS = List.of("Ab", "aB", "cd");
    /** Some are folders of others. */
    private static final List<String> FILES = List.of("", "", "a", "a/b", "a/b/c", "d");

    private final RandomGenerator random;
    private int made;

    Events(RandomGenerator random) {
        this.random = random;
    }

    Event next(Instant accepted) {
        made++;
        String type = pick(TYPES);
        String file = type.equals("line") ? "a" : pick(FILES);
        String player = pick(PLAYERS);
        String id = made + "/" + file + "=" + player;
        String text = "e" + "x".repeat(random.nextInt(4)) + made;
        return new Event(
                new EventId(id),
                new EventType(type),
                new Source(pick(SOURCES)),
                file.isEmpty() ? Optional.empty() : Optional.of(new FileName(file)),
                accepted,
                Optional.empty(),
                type.equals("line")
                        ? "{\"text\":\"" + text + "\"}"
                        : "{\"name\":\"" + player + "\",\"t\":\"" + text + ":\"}");
    }

    /** Tells that the data of a line was taken out of the log. */
    Event notice(StoredEvent line, String reason, Instant accepted) {
        made++;
        return new Event(
                new EventId(made + "/=" + line.slot().millis()),
                new EventType("withdrawal"),
                line.event().src(),
                line.event().file(),
                accepted,
                Optional.empty(),
                "{\"reason\":\"" + reason + "\",\"events\":[" + line.slot().millis() + "]}");
    }

    static boolean tellsOf(Event event, Slot slot) {
        return event.type().name().equals("withdrawal") && event.id().value().endsWith("=" + slot.millis());
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** In lower case. */
    static String player(Event event) {
        String id = event.id().value();
        return id.substring(id.indexOf('=') + 1).toLowerCase(Locale.ROOT);
    }

    /** Empty if it is a line of none. */
    static String file(Event event) {
        String id = event.id().value();
        String sent = id.substring(id.indexOf('/') + 1, id.indexOf('='));
        return !sent.isEmpty()
                ? sent
                : switch (event.type().name()) {
                    case "milestone" -> "milestones";
                    case "logfile" -> "logfile";
                    default -> "";
                };
    }

    static String line(Event event) {
        String[] quoted = event.data().split("\"", -1);
        return event.type().name().equals("line") ? quoted[3] : "name=" + quoted[3] + ":t=" + quoted[7] + ":";
    }
}
