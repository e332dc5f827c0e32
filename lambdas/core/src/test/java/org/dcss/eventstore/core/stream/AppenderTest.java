package org.dcss.eventstore.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.memory.MemoryStreamTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AppenderTest {

    private static final Instant NOON = Instant.parse("2026-01-03T12:00:00Z");
    private static final StreamId STREAM = new StreamId("order-7");

    private static Draft draft(String src, String data) {
        return new Draft(STREAM, new Source(src), "made", data, new EventId("first"));
    }

    /** Whose the stream is, is asked for before: another source begins it right after. */
    @ParameterizedTest
    @ValueSource(strings = {"AA==", "AQ=="})
    void streamThatAnotherSourceHasJustBegunIsItsWhateverTheId(String data) {
        MemoryStreamTable memory = new MemoryStreamTable(10);
        AtomicBoolean begun = new AtomicBoolean();
        StreamTable table = (StreamTable) Proxy.newProxyInstance(
                StreamTable.class.getClassLoader(), new Class<?>[] {StreamTable.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("put") && begun.compareAndSet(false, true)) {
                        memory.put(new StreamEvent(draft("cao", "AA=="), 1, NOON));
                    }
                    return method.invoke(memory, arguments);
                });
        Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
        Passing passing = new Passing(table, (event, answerBy) -> new Reply.Known<>(event), clock);

        AppendResult result = new Appender(table, passing, clock, time -> {}, () -> new Random(1))
                .append(draft("cpo", data), OptionalLong.empty(), NOON.plusSeconds(5));

        assertThat(result).isEqualTo(new AppendResult.OfOtherSource());
    }
}
