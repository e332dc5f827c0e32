package org.dcss.eventstore.tools.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.message.StrictJson;
import org.dcss.eventstore.intake.body.Body;
import org.dcss.eventstore.intake.body.BodySplitter;
import org.dcss.eventstore.intake.body.Content;
import org.dcss.eventstore.intake.body.Element;
import org.dcss.eventstore.intake.problem.Checked;
import org.dcss.eventstore.platform.http.Problem;
import org.dcss.eventstore.submit.event.EventCheck;
import org.dcss.eventstore.submit.event.SchemaCatalog;
import org.dcss.eventstore.submit.event.ValidEvent;
import org.dcss.eventstore.tools.xlog.LineForm;
import org.dcss.eventstore.tools.xlog.XlogLine;

/** What submit would say to an event: by submit's own steps and schemas. */
final class Checker {

    /** {@code max_event_bytes}, unless a deployment sets another. */
    private static final int MAX_EVENT_BYTES = 65_536;

    /** Of whom a line is where nobody says it: any name will do. */
    private static final Source SOMEBODY = new Source("cpo");

    private final EventCheck check = new EventCheck(SchemaCatalog.load(), MAX_EVENT_BYTES);
    private final Optional<Source> src;

    /** @param src whose key it would be sent with; without it, that of the event's own source */
    Checker(Optional<Source> src) {
        this.src = src;
    }

    /** What a line of a server's file would be sent as, checked. */
    Checked<ValidEvent> line(byte[] line, String file) {
        LineForm form = LineForm.of(line);
        String event = "{\"type\":\"" + form.type()
                + "\",\"src\":\"" + src.orElse(SOMEBODY).name()
                + "\",\"file\":" + XlogLine.quote(file)
                + ",\"data\":" + form.data() + "}";
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        return event(new Element(bytes, 0, bytes.length));
    }

    /** One event or an array of them. */
    Checked<List<Checked<ValidEvent>>> document(byte[] json) {
        return BodySplitter.split(new Content(json, false)).then(this::events);
    }

    Checked<ValidEvent> event(byte[] json) {
        return event(new Element(json, 0, json.length));
    }

    private Checked<List<Checked<ValidEvent>>> events(Body body) {
        return new Checked.Good<>(body.elements().stream().map(this::event).toList());
    }

    private Checked<ValidEvent> event(Element element) {
        return check.check(element, src.orElseGet(() -> ownSource(element.text())));
    }

    private static Source ownSource(String json) {
        try (JsonParser parser = StrictJson.FACTORY.createParser(json)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    boolean isSource = parser.currentName().equals("src");
                    boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
                    if (isSource && isText && Source.isName(parser.getText())) {
                        return new Source(parser.getText());
                    }
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            // The check will say what is wrong with it.
        }
        return SOMEBODY;
    }

    /** What is wrong, in lines. */
    static List<String> inWords(Problem problem) {
        return problem.errors().isEmpty()
                ? List.of(problem.detail())
                : problem.errors().stream()
                        .map(error -> (error.pointer().isEmpty() ? "" : error.pointer() + ": ") + error.message())
                        .toList();
    }
}
