package org.dcss.eventstore.submit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.fixtures.HostileJson;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.fixtures.SampleGames;
import org.dcss.eventstore.intake.body.BodySplitter;
import org.dcss.eventstore.intake.body.Content;
import org.dcss.eventstore.intake.problem.Checked;
import org.dcss.eventstore.submit.event.EventCheck;
import org.dcss.eventstore.submit.event.SchemaCatalog;
import org.dcss.eventstore.submit.event.ValidEvent;

/** Hostile documents, and what submit makes of them. */
final class HostileDocuments {

    private static final Source SRC = new Source("cpo");
    private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_123L);

    private final Random random;
    private final HostileJson hostile;
    private final SampleGames games;
    private final EventCheck check = new EventCheck(SchemaCatalog.load(), 65_536);
    private int made;

    HostileDocuments(Random random) {
        this.random = random;
        this.hostile = new HostileJson(random, SRC.name());
        this.games = new SampleGames(random);
    }

    SampleEvent good() {
        return games.milestone().event(SRC.name());
    }

    /** A document as UTF-8 can carry it: halves of characters that a change has left become question marks. */
    String next() {
        return new String(document().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** Mostly one event; now and then an array of some, as it is or cut off. */
    private String document() {
        if (random.nextInt(20) > 0) {
            return hostile.event();
        }
        List<String> events = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            events.add(hostile.event());
        }
        String array = "[" + String.join(",", events) + "]";
        return random.nextInt(4) > 0 ? array : array.substring(0, random.nextInt(array.length()));
    }

    /** The messages that submit would send for a document. */
    List<Message> accepted(String document) {
        Content content = new Content(document.getBytes(StandardCharsets.UTF_8), random.nextInt(10) == 0);
        List<Checked<ValidEvent>> events = BodySplitter.split(content)
                .either(
                        body -> body.elements().stream()
                                .map(element -> check.check(element, SRC))
                                .toList(),
                        problem -> List.of());
        List<Message> messages = new ArrayList<>();
        for (Checked<Message> one : MessageMaker.messages(events, SRC, place -> newId(), NOW)) {
            if (one instanceof Checked.Good<Message> good) {
                messages.add(good.value());
            }
        }
        return messages;
    }

    private EventId newId() {
        byte[] bytes = new byte[EventId.RANDOM_BYTES];
        bytes[0] = (byte) made;
        bytes[1] = (byte) (made >> 8);
        bytes[2] = (byte) (made++ >> 16);
        return EventId.fromRandom(bytes);
    }
}
