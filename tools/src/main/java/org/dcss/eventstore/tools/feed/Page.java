package org.dcss.eventstore.tools.feed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.message.StrictJson;
import org.dcss.eventstore.tools.http.Answer;

/**
 * Events of one answer, in {@code ts} order.
 *
 * @param next where the store leads on to
 * @param caughtUp whether nothing more has settled yet; for a day, whether it was the last page
 */
public record Page(List<ReadEvent> events, Optional<URI> next, boolean caughtUp) {

    /** @throws IOException if the answer is no array of events */
    static Page of(Answer answer) throws IOException {
        String body = answer.body();
        List<ReadEvent> events = new ArrayList<>();
        try (JsonParser parser = StrictJson.FACTORY.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new IOException("the answer is no array of events");
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                events.add(ReadEvent.parse(ReadEvent.slice(parser, body)));
            }
            if (parser.currentToken() != JsonToken.END_ARRAY) {
                throw new IOException("the answer is no array of events");
            }
        }
        boolean caughtUp = answer.header("Caught-Up")
                .map("?1"::equals)
                .orElse(answer.next().isEmpty());
        return new Page(events, answer.next(), caughtUp);
    }
}
