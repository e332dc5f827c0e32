package org.dcss.eventstore.local.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.table.PutResult;
import org.dcss.eventstore.dynamodb.DynamoDbEventTable;
import org.dcss.eventstore.local.administration.CreateResult;
import org.dcss.eventstore.local.administration.KeyRegistry;
import org.dcss.eventstore.local.store.LocalTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ContentsIT {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Source CPO = new Source("cpo");

    @TempDir
    private Path folder;

    @Test
    void newTablesHoldNothing() throws Exception {
        try (LocalTables tables = LocalTables.in(folder)) {
            assertThat(of(tables).inWords(false)).isEqualTo("0 events on 0 days, and 0 keys");
        }
    }

    @Test
    void entriesOfTheIndexOfDaysAreNoEvents() throws Exception {
        try (LocalTables tables = LocalTables.in(folder)) {
            for (int i = 0; i < 3; i++) {
                store(tables, NOON.plusMillis(i));
            }
            store(tables, NOON.plus(Duration.ofDays(2)));
            registry(tables).ensure("one", CPO);
            registry(tables).create(CPO, "", Optional.of(Duration.ofDays(1)));

            Contents contents = of(tables);

            assertThat(contents.events()).isEqualTo(4);
            assertThat(contents.days())
                    .containsExactly(Day.containing(NOON), Day.containing(NOON.plus(Duration.ofDays(2))));
            assertThat(contents.inWords(true))
                    .isEqualTo("about 4 events on 2 days (2026-11-20 to 2026-11-22), and 2 keys");
        }
    }

    @Test
    void revokedKeysCountToo() throws Exception {
        try (LocalTables tables = LocalTables.in(folder)) {
            CreateResult.Created made = (CreateResult.Created) registry(tables).create(CPO, "", Optional.empty());
            registry(tables).revoke(made.registered().id());

            assertThat(of(tables).keys()).isEqualTo(1);
        }
    }

    @Test
    void tableThatIsNotThereIsAFailure() throws Exception {
        try (LocalTables tables = LocalTables.in(folder)) {
            assertThatThrownBy(() -> Contents.of(tables.dynamoDb(), "none", registry(tables)))
                    .isInstanceOf(ReadFailedException.class)
                    .hasMessageContaining("none");
        }
    }

    @Test
    void commandCountsWhatLocalModeHolds() throws Exception {
        try (LocalTables tables = LocalTables.in(folder)) {
            store(tables, NOON);
            registry(tables).ensure("one", CPO);
        }
        StringWriter out = new StringWriter();
        CommandLine command = ContentsCommand.commandLine().setOut(new PrintWriter(out));

        assertThat(command.execute("--local", "--data", folder.toString())).isZero();
        assertThat(out.toString().strip()).isEqualTo("That is 1 event on 1 day (2026-11-20), and 1 key.");
    }

    @Test
    void commandNeedsToKnowWhichTables() {
        StringWriter err = new StringWriter();
        CommandLine command = ContentsCommand.commandLine().setErr(new PrintWriter(err));

        assertThat(command.execute("--events", "events")).isEqualTo(1);
        assertThat(err.toString()).contains("--keys");
    }

    private static Contents of(LocalTables tables) {
        return Contents.of(tables.dynamoDb(), LocalTables.EVENTS, registry(tables));
    }

    private static KeyRegistry registry(LocalTables tables) {
        return new KeyRegistry(tables.dynamoDb(), LocalTables.KEYS, Clock.systemUTC());
    }

    private static void store(LocalTables tables, Instant at) {
        DynamoDbEventTable table =
                new DynamoDbEventTable(tables.dynamoDb(), LocalTables.EVENTS, Duration.ofSeconds(10), Optional.empty());
        Event event = new Event(new EventId("id-" + at.toEpochMilli()), new EventType("milestone"), CPO, at, "{}");
        assertThat(table.open(Day.containing(at)).known()).isPresent();
        assertThat(table.put(new Slot(at.toEpochMilli()), event)).isEqualTo(new Reply.Known<>(new PutResult.Stored()));
    }
}
