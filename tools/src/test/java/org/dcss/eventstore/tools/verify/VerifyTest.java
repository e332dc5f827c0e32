package org.dcss.eventstore.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.dcss.eventstore.tools.frame.Exit;
import org.dcss.eventstore.tools.verify.digest.DayContent;
import org.dcss.eventstore.tools.verify.digest.Hash;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Each promise broken on purpose, one at a time, is found, and named by day and slot. */
final class VerifyTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-01");
    private static final long HOUR = 3_600_000;
    private static final String COUNTS =
            "{\"days\":[{\"ts_day\":1,\"sources\":[{\"src\":\"cpo\",\"types\":{\"milestone\":%d}}]}]}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private FakeLog log;

    private String printed = "";

    @BeforeEach
    void start() throws IOException {
        log = new FakeLog();
        log.with(FakeLog.event(DAY, 1, "a")).with(FakeLog.event(DAY, 2, "b")).with(FakeLog.event(DAY, HOUR, "c"));
    }

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void aStoreThatKeepsAllIsToldSoAndWhatItLacksIsNotCalledKept() throws IOException {
        assertThat(verify()).isEqualTo(Exit.OK);
        assertThat(printed)
                .contains("holds  2026-11-01 3 events", "1 days with 3 events: everything that was checked holds")
                .contains("not checked: /counts: the store has no such view")
                .contains("not checked: /xlog: the store has no such view")
                .contains("not checked: the archive: no --archive")
                .contains("not checked: closed days against earlier ones");

        log.counts = COUNTS.formatted(3);
        log.files.put("cpo/milestones", "name=a:milestone=x\nname=b:milestone=x\nname=c:milestone=x\nnewer");
        archive("a b c", "a b c", 3);
        assertThat(verify("--state", folder.resolve("state").toString(), "--archive", folder.toString()))
                .isEqualTo(Exit.OK);
        assertThat(printed).doesNotContain("not checked");
    }

    @Test
    void anArchiveThatIsNotTheEvents() throws IOException {
        archive("a b", "a b", 2);
        assertArchiveBroken("the archive's manifest says 2 events in part 1 of cpo milestone, and the log holds 3");
        archive("a c b", "a c b", 3);
        assertArchiveBroken("manifest has another hash than the log for part 1 of cpo milestone (slots 1 to 2)");
        archive("a b c", "a b", 3);
        assertArchiveBroken("the archive's src=cpo/part-001.ndjson.gz is not what its manifest says");
        Files.delete(folder.resolve("src=cpo/part-001.ndjson.gz"));
        assertArchiveBroken("the archive's src=cpo/part-001.ndjson.gz cannot be unpacked");

        log.with(FakeLog.event(DAY, 4 * HOUR, "d").replace("milestone", "logfile"));
        archive("a b c", "a b c", 3);
        assertArchiveBroken("the archive's manifest lacks part 1 of cpo logfile");
        Files.delete(folder.resolve("manifest/day=2026-11-01.json"));
        assertThat(verify("--archive", folder.toString())).isEqualTo(Exit.OK);
        assertThat(printed).contains("not checked: the archive of 2026-11-01: there is no manifest yet");
    }

    private void assertArchiveBroken(String what) {
        assertThat(verify("--archive", folder.toString())).isEqualTo(Exit.BROKEN);
        assertThat(printed).contains(what, "1 promises are broken");
    }

    /** Writes an archive with one object of these events, and a manifest as if of those. */
    private void archive(String inManifest, String inObject, int events) throws IOException {
        Path object = Files.createDirectories(folder.resolve("src=cpo")).resolve("part-001.ndjson.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(object))) {
            out.write(lines(inObject).getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(
                Files.createDirectories(folder.resolve("manifest")).resolve("day=2026-11-01.json"),
                "{\"day\":\"2026-11-01\",\"parts\":[{\"part\":1,\"from\":%d,\"through\":%d}],\"objects\":["
                                .formatted(slot(0), slot(24 * HOUR - 1))
                        + "{\"object\":\"src=cpo/part-001.ndjson.gz\",\"src\":\"cpo\",\"type\":\"milestone\",\"part\":1,\"first\":1,"
                        + "\"last\":2,\"events\":%d,\"sha256\":\"%s\"}]}"
                                .formatted(
                                        events,
                                        Hash.begin().add(lines(inManifest)).soFar()));
    }

    /** The lines of events that {@link #start} has made. */
    private static String lines(String ids) {
        return Arrays.stream(ids.split(" ", -1))
                .map(id -> FakeLog.event(DAY, id.equals("a") ? 1 : id.equals("b") ? 2 : HOUR, id) + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void whatTheDayHasAndTheFeedHasNot() {
        log.inFeed.remove(1);
        assertBroken(
                "BROKEN 2026-11-01 slot " + slot(2) + " (2026-11-01T00:00:00.002Z): in the day, and not in the feed");
    }

    @Test
    void whatTheFeedHasAndTheDayHasNot() {
        log.inDays.remove(2);
        assertBroken("slot " + slot(HOUR) + " (2026-11-01T01:00:00Z): in the feed, and not in the day");
    }

    @Test
    void whatIsNotTheSameInBoth() {
        log.inDays.set(0, FakeLog.event(DAY, 1, "a", "\"data\":{\"name\":\"z\"}"));
        assertBroken("slot " + slot(1) + " (2026-11-01T00:00:00.001Z): not the same");
    }

    @Test
    void whatIsTwiceOnADay() {
        log.with(FakeLog.event(DAY, 2 * HOUR, "a"));
        assertBroken("slot " + slot(2 * HOUR) + " (2026-11-01T02:00:00Z): id a of cpo is in the log more than once");
    }

    @Test
    void whatIsTwiceOnTwoDays() {
        log.with(FakeLog.event(DAY.plusDays(1), 5, "c"));
        assertThat(run("--from", "2026-11-01", "--to", "2026-11-02")).isEqualTo(Exit.BROKEN);
        assertThat(printed)
                .contains("holds  2026-11-01 3 events")
                .contains("BROKEN 2026-11-02 slot", "id c of cpo is in the log more than once");
    }

    @Test
    void whatDoesNotAscend() {
        log.inDays.add(log.inDays.remove(0));
        log.inFeed.add(log.inFeed.remove(0));
        assertBroken("slot " + slot(1) + " (2026-11-01T00:00:00.001Z): in the day behind slot " + slot(HOUR));
    }

    @Test
    void aClosedDayThatChanges() throws IOException {
        String state = folder.resolve("state").toString();
        assertThat(verify("--state", state)).isEqualTo(Exit.OK);
        String recorded = Files.readString(Path.of(state));
        assertThat(verify("--state", state)).isEqualTo(Exit.OK);

        String changed = FakeLog.event(DAY, HOUR, "c", "\"data\":{\"name\":\"other\"}");
        log.inDays.set(2, changed);
        log.inFeed.set(2, changed);
        assertThat(verify("--state", state)).isEqualTo(Exit.BROKEN);
        assertThat(printed)
                .contains("BROKEN 2026-11-01 hour 1 of a closed day has changed (slots from " + slot(HOUR) + ")")
                .doesNotContain("hour 0");

        log.with(FakeLog.event(DAY, 3 * HOUR, "d"));
        assertThat(verify("--state", state)).isEqualTo(Exit.BROKEN);
        assertThat(printed).contains("it had 3 events, and has 4");
        assertThat(Path.of(state)).hasContent(recorded);
    }

    @Test
    void aWithdrawalIsAChangeThatMayBe() {
        String state = folder.resolve("state").toString();
        assertThat(verify("--state", state)).isEqualTo(Exit.OK);
        String withdrawn = FakeLog.event(DAY, HOUR, "c", "\"withdrawn\":\"asked for\"");
        log.inDays.set(2, withdrawn);
        log.inFeed.set(2, withdrawn);

        assertThat(verify("--state", state)).isEqualTo(Exit.OK);
        assertThat(printed).contains("note   2026-11-01 hour 1", "withdrawn since");
        assertThat(verify("--state", state)).isEqualTo(Exit.OK);
        assertThat(printed).doesNotContain("withdrawn since");
    }

    @Test
    void countsThatAreNotTheEvents() {
        log.counts = COUNTS.formatted(4);
        assertBroken("BROKEN 2026-11-01 /counts says 4 of cpo milestone, and the log holds 3");
    }

    @Test
    void countsOfTheRestTogether() {
        log.counts = COUNTS.formatted(3).replace("milestone", "~other");
        assertThat(verify()).isEqualTo(Exit.OK);
        assertThat(printed).doesNotContain("not checked: /counts");
    }

    @Test
    void aFileThatIsNotTheEvents() {
        log.with(FakeLog.event(DAY.plusDays(1), 5, "d"));
        log.files.put(
                "cpo/milestones", "name=a:milestone=x\nname=b:milestone=x\nname=c:milestone=x\nname=X:milestone=x\n");
        assertThat(run("--from", "beginning", "--to", "2026-11-02")).isEqualTo(Exit.BROKEN);
        assertThat(printed)
                .contains("BROKEN 2026-11-02 /xlog/cpo/milestones is not what the log's events make, bytes 57 to 76");
    }

    @Test
    void aFileThatIsTooShort() {
        log.files.put("cpo/milestones", "name=a:milestone=x\n");
        assertBroken("BROKEN 2026-11-01 /xlog/cpo/milestones from byte 19 answers 416, and by the log it has 57 bytes");

        log.completeThrough = slot(1);
        assertThat(verify()).isEqualTo(Exit.OK);
        assertThat(printed).contains("not checked: /xlog/cpo/milestones: the view is complete only through " + slot(1));
    }

    private void assertBroken(String what) {
        assertThat(verify()).isEqualTo(Exit.BROKEN);
        assertThat(printed).contains(what, "are broken");
    }

    private int verify(String... more) {
        String[] all = new String[more.length + 4];
        System.arraycopy(new String[] {"--from", "2026-11-01", "--to", "2026-11-01"}, 0, all, 0, 4);
        System.arraycopy(more, 0, all, 4, more.length);
        return run(all);
    }

    private int run(String... arguments) {
        StringWriter out = new StringWriter();
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        all[0] = "--url";
        all[1] = log.uri().toString();
        int code = new CommandLine(new VerifyCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(all);
        printed = out.toString();
        return code;
    }

    private static long slot(long millis) {
        return DayContent.start(DAY) + millis;
    }
}
