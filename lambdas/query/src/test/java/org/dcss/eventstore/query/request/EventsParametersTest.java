package org.dcss.eventstore.query.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.query.format.Format;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventsParametersTest {

    private static final Instant NOW = Instant.parse("2020-05-18T12:00:00Z");
    private static final Day MAY_18 = new Day(1589760000000L);
    private static final Selection CPO_MILESTONES = new Selection(
            new Filter(Set.of(new Source("cpo")), Set.of(new EventType("milestone"))),
            Map.of("src", "cpo", "type", "milestone"));

    @Test
    void dayIsAskedFor() {
        assertThat(EventsParameters.parse(Map.of("ts_day", "1589760000000"), NOW))
                .isEqualTo(new EventsQuery.OfDay(MAY_18, Optional.empty(), Selection.ALL));
    }

    @Test
    void restOfADayIsAskedFor() {
        assertThat(EventsParameters.parse(
                        Map.of("ts_day", "1589760000000", "after", "1589760000123", "src", "cpo", "type", "milestone"),
                        NOW))
                .isEqualTo(new EventsQuery.OfDay(MAY_18, Optional.of(new Slot(1589760000123L)), CPO_MILESTONES));
    }

    @Test
    void feedIsAskedFor() {
        assertThat(EventsParameters.parse(Map.of("after", "0"), NOW))
                .isEqualTo(new EventsQuery.OfFeed(new Slot(0), Selection.ALL, 1000));
        assertThat(EventsParameters.parse(
                        Map.of("after", "1589794414001", "limit", "7", "src", "cpo", "type", "milestone"), NOW))
                .isEqualTo(new EventsQuery.OfFeed(new Slot(1589794414001L), CPO_MILESTONES, 7));
    }

    @Test
    void severalValuesOfAFilterAreAskedForAndRepeatedInTheLinks() {
        Map<String, String> filters =
                Map.of("src", "cpo,cao,cpo", "type", "milestone,line", "file", "0.34/milestones,logfile+x");
        Map<String, String> given = new HashMap<>(filters);
        given.put("after", "0");

        EventsQuery.OfFeed query = (EventsQuery.OfFeed) EventsParameters.parse(given, NOW);

        assertThat(query.selection().filter())
                .isEqualTo(new Filter(
                        Set.of(new Source("cpo"), new Source("cao")),
                        Set.of(new EventType("milestone"), new EventType("line")),
                        Set.of(new FileName("0.34/milestones"), new FileName("logfile+x")),
                        Optional.empty()));
        assertThat(query.selection().parameters()).isEqualTo(filters);
        assertThat(query.selection().isTimeless()).isTrue();
        assertThat(new Reading("/a/events", Format.JSON, false, "").linkToNext(Map.of("after", "7"), query.selection()))
                .isEqualTo("<events?after=7&src=cpo%2Ccao%2Ccpo&type=milestone%2Cline"
                        + "&file=0.34%2Fmilestones%2Clogfile%2Bx>; rel=\"next\"");
    }

    @Test
    void ageIsCountedFromNow() {
        EventsQuery.OfDay query =
                (EventsQuery.OfDay) EventsParameters.parse(Map.of("ts_day", "1589760000000", "max_age", "3600"), NOW);

        assertThat(query.selection().filter().since()).contains(NOW.minusSeconds(3600));
        assertThat(query.selection().parameters()).isEqualTo(Map.of("max_age", "3600"));
        assertThat(query.selection().isTimeless()).isFalse();
        assertThat(EventsParameters.parse(Map.of("after", "0", "max_age", "9999999999"), NOW))
                .isInstanceOf(EventsQuery.OfFeed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "1,2", "1h", "10000000000"})
    void ageThatIsNoneIsExplained(String given) {
        assertThat(whyNot(Map.of("after", "0", "max_age", given))).contains("max_age", "seconds", "86400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a//b", "/a", "..", "a b", "a,", "a,?"})
    void fileThatIsNoNameIsExplained(String given) {
        assertThat(whyNot(Map.of("after", "0", "file", given))).contains("file", "milestones-sprint", "segments");
    }

    @Test
    void moreValuesThanALinkShouldRepeatAreRefused() {
        String fifty = "a" + ",a".repeat(49);

        assertThat(EventsParameters.parse(Map.of("after", "0", "src", fifty), NOW))
                .isInstanceOf(EventsQuery.OfFeed.class);
        assertThat(whyNot(Map.of("after", "0", "src", fifty + ",b"))).contains("src", "at most 50");
        assertThat(whyNot(Map.of("after", "0", "src", "a" + ",a".repeat(9_000))))
                .hasSizeLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1000", "0001"})
    void limitsWithinTheirBoundsPass(String limit) {
        assertThat(EventsParameters.parse(Map.of("after", "0", "limit", limit), NOW))
                .isInstanceOf(EventsQuery.OfFeed.class);
    }

    @Test
    void nothingNamesBothForms() {
        assertThat(whyNot(Map.of())).contains("/events?ts_day=", "/events?after=", "src", "type");
        assertThat(whyNot(Map.of("src", "cpo"))).contains("/events?ts_day=", "/events?after=");
    }

    @Test
    void unknownParameterIsNamedBesideTheKnownOnes() {
        assertThat(whyNot(Map.of("after", "0", "srcs", "cpo")))
                .contains("\"srcs\"", "ts_day, after, limit, last, order, cursor, src, type, file, max_age, entity");
    }

    @ParameterizedTest
    @CsvSource({
        "1589760000001, ts_day=1589760000000 (2020-05-18)",
        "1589803200000, ts_day=1589760000000 (2020-05-18)",
        "1589803200001, ts_day=1589846400000 (2020-05-19)",
        "1589759999999, ts_day=1589760000000 (2020-05-18)",
        "1, ts_day=0 (1970-01-01)"
    })
    void nearestDayIsNamed(String given, String named) {
        assertThat(whyNot(Map.of("ts_day", given))).contains(named).doesNotContain("seconds");
    }

    @ParameterizedTest
    @CsvSource({
        "1589760000, ts_day=1589760000000 (2020-05-18)",
        "1589794414, ts_day=1589760000000 (2020-05-18)",
        "1589810400, ts_day=1589846400000 (2020-05-19)",
        "1555200000, ts_day=1555200000000 (2019-04-14)",
        "1641600000, ts_day=1641600000000 (2022-01-08)"
    })
    void secondsAreRecognised(String given, String named) {
        assertThat(whyNot(Map.of("ts_day", given))).contains(named, "looks like seconds", "milliseconds");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-1", "-86400000", "1.5", "1e12", "today", "2020-05-18", " 0", "0x0", "9999999999999999"})
    void dayThatIsNoNumberIsExplained(String given) {
        assertThat(whyNot(Map.of("ts_day", given))).contains("ts_day", "first millisecond", "1589760000000");
    }

    @Test
    void startInSecondsIsRefusedWithTheRightOne() {
        assertThat(whyNot(Map.of("after", "1589794414")))
                .contains("after=1589794414 looks like seconds", "after=1589794414000");
        assertThat(whyNot(Map.of("ts_day", "1589760000000", "after", "1589794414")))
                .contains("after=1589794414000");
    }

    @Test
    void startMoreThanADayAheadIsRefused() {
        long tomorrow = NOW.toEpochMilli() + 86_400_000;

        assertThat(EventsParameters.parse(Map.of("after", Long.toString(tomorrow)), NOW))
                .isInstanceOf(EventsQuery.OfFeed.class);
        assertThat(whyNot(Map.of("after", Long.toString(tomorrow + 1))))
                .contains("more than a day ahead", "after=" + NOW.toEpochMilli());
        assertThat(whyNot(Map.of("after", "999999999999999"))).contains("more than a day ahead");
        assertThat(EventsParameters.parse(Map.of("ts_day", "1590019200000", "after", "1590019200005"), NOW))
                .isInstanceOf(EventsQuery.OfDay.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "now", "9999999999999999", "٣"})
    void startThatIsNoTimeIsExplained(String given) {
        assertThat(whyNot(Map.of("after", given))).contains("after", "milliseconds", "0 for everything");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "1001", "-1", "10.0", "all", "00001"})
    void limitOutsideItsBoundsIsExplained(String given) {
        assertThat(whyNot(Map.of("after", "0", "limit", given))).contains("limit", "1 to 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CPO", "1cpo", "c_po", "cpo/x", "abcdefghijklmnopqrstuvwxyzabcdefg"})
    void sourceThatIsNoNameIsExplained(String given) {
        assertThat(whyNot(Map.of("after", "0", "src", given))).contains("src", "cpo", "a-z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mile_stone/", "mile stone", "*", "9a"})
    void typeThatIsNoNameIsExplained(String given) {
        assertThat(whyNot(Map.of("after", "0", "type", given))).contains("type", "milestone", "a-z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ts_day", "after", "limit"})
    void repeatedParameterIsExplained(String name) {
        assertThat(whyNot(Map.of(name, "0,0"))).contains(name + " must be given once");
    }

    @Test
    void limitOfADayIsExplained() {
        assertThat(whyNot(Map.of("ts_day", "0", "limit", "5"))).contains("limit", "a day is answered whole");
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        assertThat(whyNot(Map.of("after", "x", "limit", "0", "src", "?", "verbose", "1")))
                .contains("after must", "limit must", "src must", "\"verbose\"");
    }

    @Test
    void longNonsenseIsShortened() {
        assertThat(whyNot(Map.of("after", "x".repeat(5000)))).hasSizeLessThan(300);
        assertThat(whyNot(Map.of("y".repeat(5000), "0"))).hasSizeLessThan(300);
    }

    @Test
    void manyNonsensesAreNotAllNamed() {
        Map<String, String> nonsense =
                IntStream.range(0, 900).boxed().collect(Collectors.toMap(i -> "p" + i, String::valueOf));

        assertThat(whyNot(nonsense)).contains("\"p0\"").hasSizeLessThan(500);
    }

    private static String whyNot(Map<String, String> parameters) {
        EventsQuery query = EventsParameters.parse(parameters, NOW);
        assertThat(query).isInstanceOf(EventsQuery.Malformed.class);
        return ((EventsQuery.Malformed) query).why();
    }
}
