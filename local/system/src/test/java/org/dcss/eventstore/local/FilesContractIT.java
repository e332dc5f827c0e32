package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.milestone;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.unique;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dcss.eventstore.local.blackbox.Answer;
import org.dcss.eventstore.local.blackbox.ApiClient;
import org.dcss.eventstore.local.blackbox.FeedReader;
import org.dcss.eventstore.local.blackbox.Problems;
import org.dcss.eventstore.local.blackbox.ReadEvent;
import org.dcss.eventstore.local.blackbox.StoreUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file that an event stands in, and when it happened. */
@ExtendWith(StoreExtension.class)
@ResourceLock(value = StoreExtension.QUIET, mode = ResourceAccessMode.READ)
final class FilesContractIT {

    private static final DateTimeFormatter AFTER_THE_MONTH = DateTimeFormatter.ofPattern("ddHHmmss");

    private final StoreUnderTest store;
    private final ApiClient client;

    FilesContractIT(StoreUnderTest store) {
        this.store = store;
        this.client = store.client();
    }

    @Test
    void fileAndTimeAreShownWhereverAnEventIs() throws Exception {
        String id = accepted(inFile(
                "0.34/milestones-sprint",
                milestone(store.first().src(), unique("in-a-file")).json()));

        ReadEvent event = store.await(read -> read.id().equals(id));

        assertThat(event.file()).contains("0.34/milestones-sprint");
        assertThat(event.at()).contains(Instant.parse("2026-02-03T09:33:34Z").toEpochMilli());
        assertThat(ReadEvent.single(client.get("/events/" + event.ts()))).isEqualTo(event);
        assertThat(store.day("/events?ts_day=" + event.tsDay(), Map.of("Accept-Encoding", "gzip")))
                .contains(event);
    }

    @Test
    void filesFilterTheDayAndTheFeed() throws Exception {
        long start = store.mark();
        String one = unique("one");
        String two = unique("two");
        String batch = "[" + inFile(one, player("a")) + "," + inFile(two, player("b")) + "," + player("c") + ","
                + line(two, "{\"text\":\"v=1:v=2\"}") + "]";
        Set<String> ids = client.submit(store.first().key(), batch).acknowledged();
        assertThat(ids).hasSize(4);
        store.drain(new FeedReader(client, start, ""), ids);

        List<ReadEvent> fed = ReadEvent.list(client.get("/events?after=" + start + "&file=" + two));
        assertThat(fed).extracting(ReadEvent::type).containsExactlyInAnyOrder("milestone", "line");
        assertThat(fed).allSatisfy(event -> assertThat(event.file()).contains(two));
        List<ReadEvent> both =
                ReadEvent.list(client.get("/events?after=" + start + "&type=milestone,logfile&file=" + one + "," + two
                        + "&src=" + store.second().src() + "," + store.first().src()));
        assertThat(both).extracting(event -> event.file().orElse("")).containsExactlyInAnyOrder(one, two);
        assertThat(store.day("/events?ts_day=" + fed.get(0).tsDay() + "&file=" + two, Map.of()))
                .containsAll(fed)
                .allSatisfy(event -> assertThat(event.file()).contains(two));
    }

    @Test
    void ageIsByTheEventsOwnTime() throws Exception {
        long start = store.mark();
        String old = accepted(player("old"));
        String now = accepted(player("new").replace("20260103093334S", game(Instant.now())));
        String timeless = accepted(line(unique("f"), "{\"text\":\"half a li\"}"));
        store.drain(new FeedReader(client, start, ""), Set.of(old, now, timeless));

        Answer answer = client.get(
                "/events?after=" + start + "&max_age=" + Duration.ofDays(2).toSeconds());

        assertThat(ReadEvent.list(answer))
                .extracting(ReadEvent::id)
                .contains(now, timeless)
                .doesNotContain(old);
        assertThat(answer.next().orElseThrow()).contains("&max_age=172800");
        assertThat(answer.required("cache-control")).isEqualTo("public, max-age=1");
    }

    @Test
    void oneIdIsNotInTwoFiles() throws Exception {
        String id = unique("id");
        String event = player("same").replace("\"src\"", "\"id\":\"" + id + "\",\"src\"");

        Answer answer = client.submit(
                store.first().key(),
                "[" + inFile("milestones", event) + "," + inFile("milestones-sprint", event) + "]");

        assertThat(answer.json().path("results").path(0).path("status").asText())
                .isEqualTo("accepted");
        assertThat(answer.json().path("results").path(1).path("status").asText())
                .isEqualTo("rejected");
        assertThat(store.await(read -> read.id().equals(id)).file()).contains("milestones");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/milestones", "a//b", "../keys", ".hidden", "a/b/c/d/e", "a b", "ä"})
    void nameThatIsNoneIsRefused(String file) throws Exception {
        Answer answer = client.submit(store.first().key(), inFile(file, player("refused")));

        assertThat(Problems.pointers(Problems.check(answer, 400, List.of("file", "segments"))))
                .containsExactly("/file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file=../x", "file=", "max_age=-1", "max_age=1h"})
    void filterThatIsNoneIsExplained(String filter) throws Exception {
        Answer answer = client.get("/events?after=0&" + filter);

        Problems.check(answer, 400, List.of(filter.substring(0, filter.indexOf('='))));
    }

    private String accepted(String event) throws IOException, InterruptedException {
        return client.submit(store.first().key(), event).required("event-id");
    }

    private String player(String name) {
        return milestone(store.first().src(), unique(name)).json();
    }

    private String line(String file, String data) {
        return "{\"type\":\"line\",\"src\":\"" + store.first().src() + "\",\"file\":\"" + file + "\",\"data\":" + data
                + "}";
    }

    private static String inFile(String file, String event) {
        return "{\"file\":\"" + file + "\"," + event.substring(1);
    }

    /** As the game writes it, with months from 00. */
    private static String game(Instant instant) {
        var utc = instant.atOffset(ZoneOffset.UTC);
        return "%d%02d%sS".formatted(utc.getYear(), utc.getMonthValue() - 1, AFTER_THE_MONTH.format(utc));
    }
}
