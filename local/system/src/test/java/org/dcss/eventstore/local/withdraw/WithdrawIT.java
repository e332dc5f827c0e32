package org.dcss.eventstore.local.withdraw;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.core.table.PutResult;
import org.dcss.eventstore.dynamodb.DynamoDbEventLog;
import org.dcss.eventstore.dynamodb.DynamoDbEventTable;
import org.dcss.eventstore.local.administration.WithdrawalTable;
import org.dcss.eventstore.local.store.LocalTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command on local mode's tables, with a clock that starts at noon two days after the events. */
final class WithdrawIT {

    private static final Day DAY = Day.containing(Instant.parse("2026-11-20T00:00:00Z"));
    private static final Day NEXT = DAY.next();
    private static final Instant NOW = NEXT.next().first().start().plus(Duration.ofHours(12));
    private static final Source CPO = new Source("cpo");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final List<Duration> paused = new ArrayList<>();

    private static Slot slot(Day day, int at) {
        return new Slot(day.startMillis() + at);
    }

    private static void store(LocalTables tables, Slot at, String src, String player) {
        DynamoDbEventTable table =
                new DynamoDbEventTable(tables.dynamoDb(), LocalTables.EVENTS, Duration.ofSeconds(10), Optional.empty());
        Event event = new Event(
                new EventId("id-" + at.millis()),
                new EventType("milestone"),
                new Source(src),
                at.start(),
                "{\"name\":\"" + player + "\",\"n\":\"" + at.millis() + "\"}");
        assertThat(table.open(at.day()).known()).isPresent();
        assertThat(table.put(at, event)).isEqualTo(new Reply.Known<>(new PutResult.Stored()));
    }

    /** Three of cpo on two days, of which two are about one player; and one of cao. */
    private void store() throws Exception {
        try (LocalTables tables = LocalTables.in(folder)) {
            store(tables, slot(DAY, 5), "cpo", "Edsrzf");
            store(tables, slot(DAY, 6), "cao", "edsrzf");
            store(tables, slot(DAY, 7), "cpo", "somebody");
            store(tables, slot(NEXT, 5), "cpo", "EDSRZF");
        }
    }

    private int withdraw(String answer, String... more) {
        List<String> args = new ArrayList<>(List.of("--local", "--data", folder.toString(), "--src", "cpo"));
        args.addAll(List.of(more));
        if (!args.contains("--from")) {
            args.addAll(List.of("--from", Long.toString(DAY.startMillis())));
        }
        Clock real = Clock.systemUTC();
        Clock clock = Clock.offset(real, Duration.between(real.instant(), NOW));
        CommandLine command = WithdrawCommand.commandLine(
                        clock, paused::add, new BufferedReader(new StringReader(answer)))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out));
        return command.execute(args.toArray(String[]::new));
    }

    private String[] all(String... more) {
        List<String> args = new ArrayList<>(
                List.of("--to", Long.toString(NEXT.last().millis()), "--reason", "forged with a \"leaked\" key"));
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    private List<StoredEvent> read() throws Exception {
        try (LocalTables tables = LocalTables.in(folder)) {
            DynamoDbEventLog log = new DynamoDbEventLog(tables.dynamoDb(), LocalTables.EVENTS);
            List<StoredEvent> events = new ArrayList<>();
            for (Day day : log.days(new Day(0), NEXT.next(), 100, Consistency.STRONG)) {
                events.addAll(log.read(day.first(), day.last(), Filter.NONE, 1000, Consistency.STRONG)
                        .events());
            }
            return events;
        }
    }

    private static List<Long> notified(StoredEvent notice) throws Exception {
        JsonNode data = JSON.readTree(notice.event().data());
        List<Long> slots = new ArrayList<>();
        data.get("events").forEach(slot -> slots.add(slot.longValue()));
        return slots;
    }

    @Test
    void dryRunChangesNothing() throws Exception {
        store();
        List<StoredEvent> before = read();

        assertThat(withdraw("no\n", all())).isEqualTo(1);

        assertThat(out.toString())
                .contains("3 of 3 matching events of cpo", "milestone=3", "Only 'yes'", "Nothing was changed");
        assertThat(read()).isEqualTo(before);
    }

    @Test
    void sourcesEventsLoseTheirDataAndFollowersAreTold() throws Exception {
        store();

        assertThat(withdraw("yes\n", all())).as(out.toString()).isZero();

        List<StoredEvent> events = read();
        assertThat(events).hasSize(5);
        assertThat(events.subList(0, 4))
                .extracting(event -> event.withdrawn().isPresent())
                .containsExactly(true, false, true, true);
        assertThat(events.get(0).withdrawn()).contains("forged with a \"leaked\" key");
        assertThat(events.get(0).event().data()).isEmpty();
        assertThat(events.get(0).lineLength()).hasValue("name=Edsrzf:n=".length() + 13 + 1);
        assertThat(events.get(0).event().id().value())
                .isEqualTo("id-" + slot(DAY, 5).millis());
        StoredEvent notice = events.get(4);
        assertThat(notice.event().type().name()).isEqualTo("withdrawal");
        assertThat(notice.event().src()).isEqualTo(CPO);
        assertThat(notice.event().file()).contains(new FileName("milestones"));
        assertThat(notice.slot().start()).isAfter(NOW);
        assertThat(notified(notice))
                .containsExactly(
                        slot(DAY, 5).millis(),
                        slot(DAY, 7).millis(),
                        slot(NEXT, 5).millis());
    }

    @Test
    void onlyTheEntitysEventsAreWithdrawnAndNothingNamesIt() throws Exception {
        store();

        assertThat(withdraw("", all("--entity", "eDsRzF", "--yes")))
                .as(out.toString())
                .isZero();

        List<StoredEvent> events = read();
        assertThat(events.subList(0, 4))
                .extracting(event -> event.withdrawn().isPresent())
                .containsExactly(true, false, false, true);
        assertThat(events.get(4).event().data()).doesNotContainIgnoringCase("edsrzf");
    }

    @Test
    void runTwiceIsTheSame() throws Exception {
        store();
        assertThat(withdraw("", all("--entity", "edsrzf", "--yes"))).isZero();
        List<StoredEvent> once = read();

        assertThat(withdraw("", all("--entity", "EDSRZF", "--yes")))
                .as(out.toString())
                .isZero();

        assertThat(out.toString()).contains("0 of 2 matching events");
        assertThat(read()).isEqualTo(once);
    }

    /** However many events had lost their data when it was cut off, all are named in the end, once. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void withdrawalThatWasCutOffIsCompletedByTheNext(int before) throws Exception {
        store();
        Withdrawal withdrawal =
                new Withdrawal(CPO, DAY.first(), NEXT.last(), Optional.empty(), "forged with a \"leaked\" key");
        try (LocalTables tables = LocalTables.in(folder)) {
            WithdrawalTable table = new WithdrawalTable(tables.dynamoDb(), LocalTables.EVENTS);
            List<WithdrawalTable.Match> found = new ArrayList<>();
            table.find(CPO, withdrawal.from(), withdrawal.to(), withdrawal.mark(), withdrawal::matches, found::add);
            for (WithdrawalTable.Match match : found.subList(0, before)) {
                assertThat(table.takeOut(match, CPO, withdrawal.reason(), withdrawal.mark()))
                        .isTrue();
                assertThat(table.takeOut(match, CPO, "another reason", "another mark"))
                        .isFalse();
            }
        }

        assertThat(withdraw("", all("--yes"))).as(out.toString()).isZero();
        assertThat(withdraw("", all("--yes"))).as(out.toString()).isZero();

        List<StoredEvent> events = read();
        assertThat(events).hasSize(5);
        assertThat(notified(events.get(4))).hasSize(3);
        assertThat(events.get(0).withdrawn()).contains("forged with a \"leaked\" key");
    }

    @Test
    void noticesAreNeverWithdrawn() throws Exception {
        store();
        assertThat(withdraw("", all("--yes"))).isZero();
        List<StoredEvent> once = read();

        assertThat(withdraw("", "--to", Long.toString(NOW.toEpochMilli() - 3_000), "--reason", "another", "--yes"))
                .isZero();

        assertThat(out.toString()).contains("No event of cpo matches");
        assertThat(read()).isEqualTo(once);
    }

    @Test
    void manyEventsAreToldInSeveralNotices() throws Exception {
        List<WithdrawalTable.Match> matches = new ArrayList<>();
        for (int i = 0; i < 2 * Notices.MOST_SLOTS + 1; i++) {
            matches.add(match(i, "milestones"));
        }
        matches.add(match(1_000_000, "logfile"));
        Withdrawal withdrawal = new Withdrawal(CPO, DAY.first(), DAY.last(), Optional.empty(), "x".repeat(200));

        List<Event> notices = Notices.of(withdrawal, matches, NOW);

        assertThat(notices)
                .extracting(notice -> notice.file().orElseThrow().value())
                .containsExactly("milestones", "milestones", "milestones", "logfile");
        assertThat(notices).allMatch(notice -> notice.data().length() < 32 * 1024);
        assertThat(notices).extracting(Event::id).doesNotHaveDuplicates();
    }

    private static WithdrawalTable.Match match(int at, String file) {
        return new WithdrawalTable.Match(
                slot(DAY, at), new EventId("e" + at), new EventType("milestone"), Optional.of(new FileName(file)), 10);
    }

    @Test
    void aFolderWithoutAStoreStaysAsItIs() throws Exception {
        assertThat(withdraw("yes\n", all())).isEqualTo(1);

        assertThat(out.toString()).contains("stored nothing in", "--data", "Nothing was changed");
        try (Stream<Path> entries = Files.list(folder)) {
            assertThat(entries).isEmpty();
        }
    }

    @Test
    void aLogThatIsNamedTwiceIsNone() throws Exception {
        store();
        List<StoredEvent> before = read();

        assertThat(withdraw("", all("--yes", "--events", "prod-events", "--claims", "prod-claims")))
                .isEqualTo(1);
        assertThat(out.toString()).contains("which log?", "Nothing was changed");
        assertThat(read()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        1795219199999 | 2000000000000 | forged | has not settled
        1795219200000 | 1795219199999 | forged | lies after
        0             | 1795219199999 | ''     | 1 to 200
        0             | 1795219199999 | a\u0007b | plain text
        """)
    void withdrawalThatIsNoneIsRefused(String from, String to, String reason, String why) throws Exception {
        store();
        String text = reason.replace("\\u0007", "\u0007");

        assertThat(withdraw("", "--from", from, "--to", to, "--reason", text, "--yes"))
                .isNotZero();
        assertThat(out.toString()).contains(why.strip());
    }
}
