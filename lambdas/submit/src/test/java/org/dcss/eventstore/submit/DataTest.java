package org.dcss.eventstore.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.message.MessageCodec;
import org.dcss.eventstore.fixtures.RealLines;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.fixtures.SampleGames;
import org.dcss.eventstore.fixtures.WildJson;
import org.dcss.eventstore.fixtures.XlogLine;
import org.dcss.eventstore.intake.problem.Limits;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent is what is queued, character by character. */
class DataTest {

    private static final int EVENTS = 50;

    private final Fixture submit = new Fixture();

    private void queues(String body, List<String> data) throws IOException {
        submit.queued.clear();
        Fixture.Answer answer = submit.submit(body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(submit.queued)
                .as(answer.body())
                .extracting(message -> message.event().data())
                .containsExactlyElementsOf(data);
        assertThat(submit.queued)
                .allSatisfy(message -> assertThat(MessageCodec.decode(MessageCodec.encode(message)))
                        .isEqualTo(message));
    }

    /** Forty batches of events that are as odd as JSON allows, white space strewn in; the repetition is the seed. */
    @RepeatedTest(40)
    void oddDataIsKept(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        WildJson wild = new WildJson(random);
        List<String> bodies = new ArrayList<>();
        List<String> data = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            List<String> tokens = oddData(wild, random);
            List<String> members = new ArrayList<>(List.of("\"type\":\"milestone\"", "\"src\":\"cpo\""));
            members.add(wild.spaced(List.of("\"data\"", ":")) + wild.spaced(tokens));
            Collections.shuffle(members, random);
            bodies.add(wild.spaced(List.of("{", members.get(0), ",", members.get(1), ",", members.get(2), "}")));
            data.add(String.join("", tokens));
        }
        queues("[" + String.join(",", bodies) + "]", data);
    }

    /** What a milestone must have, and odd members before and after. */
    private static List<String> oddData(WildJson wild, Random random) {
        List<String> tokens = new ArrayList<>(wild.object(random.nextInt(3), random.nextInt(6)));
        tokens.remove(tokens.size() - 1);
        for (String member : List.of(
                "\"name\":\"\\u0062\\\"\"",
                "\"start\":\"20260003091409S\"",
                "\"ti\\u006de\":\"20260003093334S\"",
                "\"type\":\"\\/\"",
                "\"milestone\":\"\"")) {
            tokens.add(tokens.size() == 1 ? member : "," + member);
        }
        List<String> more = wild.object(random.nextInt(3), random.nextInt(6));
        if (more.size() > 2) {
            tokens.add(",");
        }
        tokens.addAll(more.subList(1, more.size()));
        return tokens;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678901234567890123456789",
                "0.1000000000000000055511151231257827",
                "1.0E+2",
                "-0",
                "-0.0e-0",
                "1e999",
                "1E-999",
                "\"\\ud800\"",
                "\"\\uFFFF\"",
                "\"\u007f\u0085\u2028\"",
                "\"  a  b  \"",
                "\"\\\\\"",
                "\"\\\\\\\" , { \"",
                "{}",
                "[[],{},[{}]]",
                "{\"\":{\"\":null}}"
            })
    void everyFormOfAValueIsKept(String value) throws IOException {
        SampleEvent event =
                new SampleGames(new Random(1)).milestone().event("cpo").with("x", value);

        queues("[ " + event.json() + " ]", List.of(event.data()));
    }

    @Test
    void aValueMayBeNestedAsDeepAsAllowed() throws IOException {
        SampleEvent event = new SampleGames(new Random(1))
                .milestone()
                .event("cpo")
                .with("x", "[".repeat(Limits.MAX_DEPTH - 2) + "]".repeat(Limits.MAX_DEPTH - 2));

        queues("[" + event.json() + "]", List.of(event.data()));
    }

    @Test
    void realLinesAreKept() throws IOException {
        assumeTrue(RealLines.directory().isPresent(), "no real lines beside this repository");
        List<XlogLine> lines = RealLines.all();
        assertThat(lines).hasSizeGreaterThan(1900);

        for (int from = 0; from < lines.size(); from += Limits.MAX_EVENTS) {
            List<SampleEvent> events = lines.subList(from, Math.min(lines.size(), from + Limits.MAX_EVENTS)).stream()
                    .map(line -> line.event("cpo"))
                    .toList();
            queues(
                    SampleEvent.batch(events),
                    events.stream().map(SampleEvent::data).toList());
            assertThat(submit.queued)
                    .extracting((Message message) -> message.event().type().name())
                    .containsExactlyElementsOf(
                            events.stream().map(SampleEvent::type).toList());
        }
    }
}
