package org.dcss.eventstore.tools.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.tools.frame.Exit;
import org.dcss.eventstore.tools.frame.Messages;
import org.dcss.eventstore.tools.frame.TestTiming;
import org.dcss.eventstore.tools.frame.ToolException;
import org.dcss.eventstore.tools.http.Key;
import org.dcss.eventstore.tools.http.StoreClient;
import org.dcss.eventstore.tools.tail.Line;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SenderTest {

    private static final String ACCEPTED = "{\"status\":\"accepted\",\"id\":\"x\"}";
    private static final String RETRY = "{\"status\":\"retry\"}";

    private final FakeStore store;
    private final TestTiming timing = new TestTiming();
    private final StringWriter said = new StringWriter();

    SenderTest() throws IOException {
        store = new FakeStore();
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503})
    void whatMayPassLaterIsSentAgainInOrder(int status) throws Exception {
        store.reply(status, Map.of("Retry-After", "7"), "").reply(status, Map.of(), "{\"message\":\"busy\"}");

        assertThat(sender(9).send(lines(3))).isEmpty();
        assertThat(store.requests()).hasSize(3).allMatch(store.requests().get(0)::equals);
        assertThat(timing.waits()).anyMatch(wait -> wait.compareTo(Duration.ofSeconds(7)) >= 0);
        assertThat(said.toString()).contains("busy");
    }

    @Test
    void onlyWhatIsToBeSentAgainIs() throws Exception {
        store.reply(200, Map.of(), FakeStore.results(ACCEPTED + "," + RETRY + "," + RETRY));

        assertThat(sender(9).send(lines(3))).isEmpty();
        assertThat(store.requests().get(1)).isEqualTo(store.requests().get(0).subList(1, 3));
    }

    @Test
    void aRejectedLineDoesNotHoldUpTheOthers() throws Exception {
        store.reply(
                200,
                Map.of(),
                FakeStore.results(ACCEPTED
                        + ",{\"status\":\"rejected\",\"problem\":{\"status\":400,\"detail\":\"no time\","
                        + "\"errors\":[{\"pointer\":\"/data\",\"message\":\"lacks time\"}]}},"
                        + ACCEPTED));

        List<Reject> rejects = sender(9).send(lines(3));

        assertThat(rejects).extracting(Reject::reason).containsExactly("no time; /data: lacks time");
        assertThat(rejects.get(0).line().line().offset()).isEqualTo(1);
        assertThat(store.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413})
    void aRequestThatWillNeverPassIsHalvedUntilOneLineIsLeft(int status) throws Exception {
        store.reply(status, Map.of(), "").reply(status, Map.of(), "{\"detail\":\"too much\"}");

        List<Reject> rejects = sender(9).send(lines(2));

        assertThat(rejects).extracting(Reject::reason).containsExactly(status + " too much");
        assertThat(store.requests()).extracting(List::size).containsExactly(2, 1, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aRefusedKeyEndsIt(int status) {
        store.reply(status, Map.of(), "{\"detail\":\"unknown key\"}");

        assertThatThrownBy(() -> sender(9).send(lines(2)))
                .isInstanceOfSatisfying(
                        ToolException.class, e -> assertThat(e.exitCode()).isEqualTo(Exit.KEY_REFUSED))
                .hasMessageContaining("unknown key")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aKeyOfAnotherSourceEndsItToo() {
        store.reply(
                200,
                Map.of(),
                FakeStore.results("{\"status\":\"rejected\",\"problem\":{\"status\":403,\"detail\":\"of cao\"}}"));

        assertThatThrownBy(() -> sender(9).send(lines(1))).hasMessageContaining("of cao");
    }

    @Test
    void anAnswerThatSaysNothingOfSomeLinesIsNone() throws Exception {
        store.reply(200, Map.of(), FakeStore.accepted(1)).reply(200, Map.of(), "<html>");

        assertThat(sender(9).send(lines(2))).isEmpty();
        assertThat(store.requests()).hasSize(3);
    }

    @Test
    void itGivesUpWhenItMay() {
        store.reply(503, Map.of(), "").reply(503, Map.of(), "");

        assertThatThrownBy(() -> sender(2).send(lines(1)))
                .isInstanceOfSatisfying(
                        ToolException.class, e -> assertThat(e.exitCode()).isEqualTo(Exit.UNREACHABLE));
    }

    @Test
    void theNextRequestIsSentBehindTheSlotsOfTheOneBefore() throws Exception {
        Sender sender = sender(9);
        sender.send(lines(400));
        sender.send(lines(1));

        assertThat(timing.waits()).containsExactly(Duration.ofMillis(401));
    }

    private Sender sender(int tries) {
        Messages messages = new Messages(new PrintWriter(said), timing);
        return new Sender(new StoreClient(store.uri()), new Key("secret"), messages, timing, new Random(1), tries);
    }

    private static List<Outgoing> lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Outgoing.of(new Source("cpo"), "milestones", new Line(i, i + 2, "x")))
                .toList();
    }
}
