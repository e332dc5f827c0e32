package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.milestone;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.unique;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.local.blackbox.ReadEvent;
import org.dcss.eventstore.local.blackbox.StoreUnderTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What the page makes of the log beside its list: filters, the chart, a replay, the sources, a player, an event. */
@Order(4)
final class PageViewsIT extends InBrowser {

    PageViewsIT(StoreUnderTest store) {
        super(store);
    }

    /** A finished game, which ended on 3 February 2026. */
    private SampleEvent game(String player, String how, String score) {
        return new SampleEvent(
                "logfile",
                store.first().src(),
                "{\"v\":\"0.34.0\",\"name\":\"" + player + "\",\"char\":\"DEEn\",\"start\":\"20260103091409S\","
                        + "\"end\":\"20260103093334S\",\"ktyp\":\"" + how + "\",\"sc\":\"" + score + "\","
                        + "\"tmsg\":\"was told of\"}");
    }

    @Test
    void filtersLetNothingElsePass() throws Exception {
        String player = unique("Filtered");
        submit(List.of(
                milestone(store.first().src(), player).json(),
                game(player, "mon", "1").json()));
        String other = milestone(store.second().src(), player).json();
        assertThat(store.client().submit(store.second().key(), other).status()).isEqualTo(204);
        store.await(
                event -> event.src().equals(store.second().src()) && of(player).test(event));
        awaitSources();
        open("/?player=" + player);
        browser.await("document.querySelectorAll('.event').length === 3"
                + " && document.querySelector('#pick-type input[value=logfile]')");

        pick("src", store.first().src());
        browser.await("document.querySelectorAll('.event').length === 2");
        assertThat(shown("[...document.querySelectorAll('.event .src')].map(src => src.textContent)"))
                .isEqualTo("[\"" + store.first().src() + "\",\"" + store.first().src() + "\"]");
        pick("type", "logfile");
        browser.await("document.querySelectorAll('.event').length === 1");
        assertThat(shown("[document.querySelector('.event .sign').title, location.search, document.title]"))
                .isEqualTo("[\"game over\",\"?src=" + store.first().src() + "&type=logfile&player=" + player + "\",\""
                        + player + " · Live · Dungeon Crawl Stone Soup\"]");

        browser.run("document.querySelector('#clear').click()");
        browser.await(
                "location.search === '' && [...document.querySelectorAll('.event .src')].some(src =>"
                        + " src.textContent === arguments[0])",
                store.second().src());
        assertThat(shown("[document.querySelector('#clear').hidden, document.querySelector('#player').value,"
                        + " document.querySelectorAll('#choices input:checked').length]"))
                .isEqualTo("[true,\"\",0]");

        String button = "document.querySelector('#sources button[data-src="
                + store.second().src() + "]')";
        browser.await(button);
        browser.run(button + ".click()");
        browser.await(button + ".getAttribute('aria-pressed') === 'true'");
        browser.await("[...document.querySelectorAll('.event .src')].map(src => src.textContent).join()" + ".match(/^"
                + store.second().src() + "(," + store.second().src() + ")*$/)");
    }

    /** Waits until the list of sources knows what was sent: a page asks for it once, and then each 30 s. */
    private void awaitSources() throws Exception {
        for (int i = 0; i < 600 && !areSourcesKnown(); i++) {
            Thread.sleep(100);
        }
    }

    private boolean areSourcesKnown() throws Exception {
        List<String> known = new ArrayList<>();
        for (JsonNode source : store.client().get("/sources").json().path("sources")) {
            if (source.path("events").longValue() > 0) {
                known.add(source.path("src").asText());
                source.path("types").forEach(type -> known.add(type.asText()));
            }
        }
        return known.containsAll(
                List.of("logfile", store.first().src(), store.second().src()));
    }

    private void pick(String kind, String value) throws Exception {
        browser.run("document.querySelector('#pick-" + kind + " input[value=" + value + "]').click()");
    }

    @Test
    void theChartSaysWhatTheCountsSay() throws Exception {
        String player = unique("Counted");
        submit(milestones(player, 0, 3));
        long ts = store.await(of(player + "-2")).ts();
        String day = day(ts);
        open("/?day=" + day);
        browser.await("document.querySelector('#chart canvas') && document.querySelector('#numbers td')");

        String src = store.first().src();
        int column = browser.run("return [...document.querySelectorAll('#numbers thead th')]"
                        + ".findIndex(title => title.textContent === '" + src + "')")
                .intValue();
        JsonNode table = browser.run("return [...document.querySelectorAll('#numbers tbody tr')]"
                + ".map(row => Number(row.children[" + column + "].textContent.replaceAll(',', '')))");
        List<Integer> inTable = IntStream.range(0, 24)
                .mapToObj(hour -> table.path(hour).intValue())
                .toList();
        assertThat(inTable).isEqualTo(counted(day, src));
        assertThat(shown("[...document.querySelectorAll('#legend li')].some(row =>"
                        + " row.querySelector('bdi').textContent === '" + src + "')"))
                .isEqualTo("true");

        // Where bars begin: there is colour in hours that have events, and none in the others.
        JsonNode painted = browser.run("const canvas = document.querySelector('#chart canvas');"
                + " const over = document.querySelector('#chart .u-over'); const scale = devicePixelRatio;"
                + " return Array.from({length: 24}, (none, hour) => canvas.getContext('2d').getImageData("
                + "(over.offsetLeft + (hour + 0.6) / 24.2 * over.offsetWidth) * scale,"
                + " (over.offsetTop + over.offsetHeight - 4) * scale, 1, 1).data[3] > 0)");
        JsonNode busy = browser.run("const rows = [...document.querySelectorAll('#numbers tbody tr')].map(row =>"
                + " [...row.querySelectorAll('td')].reduce((sum, cell) => sum + Number(cell.textContent.replaceAll(',',"
                + " '')), 0)); const most = Math.max(...rows); return rows.map(row => row === 0 ? 0 : row === most ?"
                + " 2 : 1)");
        for (int hour = 0; hour < 24; hour++) {
            if (busy.path(hour).intValue() != 1) {
                assertThat(painted.path(hour).booleanValue())
                        .as("hour " + hour)
                        .isEqualTo(busy.path(hour).intValue() == 2);
            }
        }

        int hour = Instant.ofEpochMilli(ts).atOffset(ZoneOffset.UTC).getHour();
        JsonNode bar = browser.run("const box = document.querySelector('#chart .u-over').getBoundingClientRect();"
                + " return [Math.round(box.left + (" + hour + " + 0.6) / 24.2 * box.width),"
                + " Math.round(box.top + box.height / 2)]");
        browser.point(bar.path(0).intValue(), bar.path(1).intValue());
        browser.await(
                "document.querySelector('.chart-note').textContent.startsWith(String(arguments[0])"
                        + ".padStart(2, '0') + ':00 to ')",
                hour);
        browser.click(bar.path(0).intValue(), bar.path(1).intValue());
        browser.await("location.search === '?day=" + day + "&hour=" + hour + "'");

        browser.run("document.querySelector('#day-steps a').click()");
        String before = day(ts - TimeUnit.DAYS.toMillis(1));
        browser.await("location.search === '?day=" + before + "' && document.querySelector('#day').value === '" + before
                + "' && document.querySelector('#day-steps span').textContent !== 'today'");
    }

    private List<Integer> counted(String day, String src) throws Exception {
        JsonNode counts = store.client()
                .get("/counts?from=" + day + "&to=" + day + "&by=hour&src=" + src)
                .json();
        return IntStream.range(0, 24)
                .map(hour -> {
                    int sum = 0;
                    for (JsonNode hours : counts.at("/days/0/sources/0/types")) {
                        sum += hours.path(hour).intValue();
                    }
                    return sum;
                })
                .boxed()
                .toList();
    }

    private static String day(long ts) {
        return Instant.ofEpochMilli(ts).toString().substring(0, 10);
    }

    /** Each row comes when the replay's clock, which goes on by 15 s a tick, has passed its time, and no later. */
    @Test
    void aReplayShowsWhatCameWhenItCame() throws Exception {
        String player = unique("Replayed");
        submit(milestones(player, 0, 2));
        long ts = store.await(of(player + "-1")).ts();
        int hour = Instant.ofEpochMilli(ts).atOffset(ZoneOffset.UTC).getHour();
        open("/?day=" + day(ts) + "&hour=" + hour + "&player=" + player + "-1");
        browser.await("document.querySelector('.event')");
        browser.run("window.came = []; new MutationObserver(changes => changes.forEach(change =>"
                + " change.addedNodes.forEach(row => window.came.push([row.dataset.ts,"
                + " document.querySelector('.replay-clock')?.textContent ?? '']))))"
                + ".observe(document.querySelector('#events'), {childList: true});"
                + " document.querySelector('#tools button').click()");
        browser.await("document.querySelector('#state').textContent === 'The replay is over.'");
        JsonNode came = browser.run("return window.came");
        assertThat(came).hasSize(1);
        assertThat(came.at("/0/0").asLong()).isEqualTo(ts);
        long clock = seconds(came.at("/0/1").asText());
        long happened = TimeUnit.MILLISECONDS.toSeconds(ts % TimeUnit.DAYS.toMillis(1));
        assertThat(clock).isBetween(happened, happened + 15);

        if (hour < 23) {
            open("/?day=" + day(ts) + "&hour=" + (hour + 1) + "&player=" + player + "-1");
            browser.await("document.querySelector('#state').textContent.startsWith('Nothing')");
            assertThat(rows(player)).isEmpty();
        }
    }

    private static long seconds(String time) {
        String[] parts = time.split(":", -1);
        return Long.parseLong(parts[0]) * 3_600 + Long.parseLong(parts[1]) * 60 + Long.parseLong(parts[2]);
    }

    @Test
    void pausedIsPausedAndNewsAreReadAloud() throws Exception {
        String player = unique("Paused");
        open("/?player=" + player + "-0");
        browser.await("document.querySelector('#tools.is-live')");
        browser.run("document.querySelector('#tools button').click()");
        browser.await("document.querySelector('#state').textContent.startsWith('Paused')");
        submit(milestones(player, 0, 1));
        store.await(of(player + "-0"));
        // Longer than between two polls.
        Thread.sleep(3_000);
        assertThat(rows(player)).isEmpty();

        browser.run("document.querySelector('#tools button').click()");
        browser.await("document.querySelector('.event')");
        browser.await(
                "document.querySelector('#news').textContent === arguments[0]",
                "1 new event. The last: " + player + "-0 killed Blork the orc");
        assertThat(shown("['#news', '#state'].map(name => document.querySelector(name)).every(line =>"
                        + " line.getAttribute('role') === 'status' && line.getAttribute('aria-live') === 'polite')"))
                .isEqualTo("true");
        // A poll that finds nothing is a 304: what was sent is headers alone, which are told as 300 bytes.
        browser.await("performance.getEntriesByType('resource').some(loaded => loaded.name.includes('events?after=')"
                + " && loaded.transferSize === 300 && loaded.encodedBodySize > 0)");
    }

    @Test
    void aPlayersGamesAddUp() throws Exception {
        String player = unique("Sums");
        SampleEvent rune = milestone(store.first().src(), player);
        submit(List.of(
                milestone(store.first().src(), player).json(),
                new SampleEvent(rune.type(), rune.src(), rune.data().replace("uniq", "rune")).json(),
                game(player, "mon", "100").json(),
                game(player, "winning", "1234567").json()));
        long won = store.await(
                        event -> event.data().contains("1234567") && of(player).test(event))
                .ts();
        openBeforeTheSources("/?player=" + player.toUpperCase(Locale.ROOT));
        browser.await("document.querySelectorAll('#player-card li').length === 2"
                + " && document.querySelectorAll('#player-card a[target]').length === 2");
        assertThat(shown("[...document.querySelectorAll('#player-card .sums > div')].map(fact =>"
                        + " fact.querySelector('dt').textContent + ' ' + fact.querySelector('dd').textContent)"))
                .isEqualTo("[\"games over 2\",\"won 1\",\"best score 1,234,567\",\"runes 1\",\"kills told of 1\"]");
        assertThat(shown("document.querySelector('#player-card a[target]').href"))
                .isEqualTo("\"https://crawl.project357.org/morgue/" + player + "/morgue-" + player
                        + "-20260203-093334.txt\"");
        browser.run("document.querySelector('#player-card li a').click()");
        browser.await("document.querySelector('dialog[open] .fields')");
        assertThat(fields()).contains("name=" + player);
        browser.await("location.search.includes('event=')");
        assertThat(shown("document.querySelectorAll('.event.kind-win').length")).isEqualTo("1");
        assertThat(shown("document.querySelector('.event.kind-win').dataset.ts"))
                .isEqualTo("\"" + won + "\"");

        openBeforeTheSources("/?event=" + won);
        browser.await("document.querySelector('dialog[open] .details-links a[target]')");
        assertThat(shown("[...document.querySelectorAll('.details-links a')].map(link => link.textContent)"))
                .isEqualTo("[\"All of " + player + "\",\"Morgue file\",\"As JSON\"]");
    }

    /** The list of sources, which says where morgues are, comes after the events. */
    private void openBeforeTheSources(String link) throws Exception {
        String late = browser.withScript("const real = window.fetch; window.fetch = async (url, ...more) => {"
                + " if (url.startsWith('sources')) await new Promise(done => setTimeout(done, 1500));"
                + " return real(url, ...more); };");
        try {
            open(link);
        } finally {
            browser.withoutScript(late);
        }
    }

    @Test
    void anEventIsShownDigitByDigit() throws Exception {
        String player = unique("Exact");
        submit(List.of(milestone(store.first().src(), player)
                .with("seed", "12345678901234567890123")
                .json()));
        ReadEvent event = store.await(of(player));
        open("/?event=" + event.ts());
        browser.await("document.querySelector('dialog[open] .fields')");
        assertThat(fields()).contains("seed=12345678901234567890123", "name=" + player);
        assertThat(shown("document.querySelector('dialog').textContent"))
                .contains("Place in the log" + event.ts(), event.id());
        assertThat(shown("[...document.querySelectorAll('dialog .gloss')].map(gloss => gloss.textContent)"))
                .isEqualTo("[\" 2026-02-03 09:14:09\",\" 2026-02-03 09:33:34\"]");
        assertThat(shown("[...document.querySelectorAll('.details-links a')].map(link => link.getAttribute('href'))"))
                .isEqualTo("[\"./?player=" + player + "\",\"events/" + event.ts() + "\"]");
        browser.run("document.querySelector('dialog .close').click()");
        browser.await("!document.querySelector('dialog[open]') && location.search === ''");
        open("/?event=1");
        browser.await("document.querySelector('dialog[open]')?.textContent.includes('There is no event at 1')");
    }

    /** Answers that a store has only after hours of silence, or when somebody has withdrawn an event. */
    @Test
    void whoIsQuietAndWhatWasWithdrawnIsTold() throws Exception {
        String script = browser.withScript("const real = window.fetch; window.fetch = async (url, ...more) => {"
                + " const answer = await real(url, ...more);"
                + " const before = (hours) => Date.now() - hours * 3600000;"
                + " const source = (src, hours, quiet, events) => ({src, title: src + '.example', types: ['milestone'],"
                + " first: 1, last: before(hours), events, events_24h: 7, quiet});"
                + " const body = url.startsWith('sources') ? {sources: [source('sleepy', 30, true, 9),"
                + " source('awake', 1, false, 9), source('never', 0, true, 0)]}"
                + " : url.includes('last=') ? [{ts: before(1), id: 'gone', type: 'milestone', src: 'awake',"
                + " accepted: before(1), withdrawn: 'asked by the <b>player</b>'}] : undefined;"
                + " if (!body) return answer;"
                + " const other = new Response(JSON.stringify(body), {headers: answer.headers});"
                + " Object.defineProperty(other, 'url', {value: answer.url}); return other; };");
        try {
            open("/");
            browser.await("document.querySelectorAll('#sources tbody tr').length === 2");
            assertThat(shown("[...document.querySelectorAll('#sources tbody tr')].map(row => [row.className,"
                            + " row.querySelector('button').textContent, row.querySelector('.lamp').textContent])"))
                    .isEqualTo("[[\"is-active\",\"awake\",\"active\"],[\"is-quiet\",\"sleepy\",\"quiet\"]]");
            assertThat(shown("document.querySelector('#sources .is-quiet time').textContent"))
                    .isEqualTo("\"yesterday\"");
            assertThat(shown("document.querySelector('#sources .unheard').textContent"))
                    .contains("never");
            assertThat(shown("document.querySelector('.event .what').textContent"))
                    .isEqualTo("\"was withdrawn: asked by the <b>player</b>\"");
        } finally {
            browser.withoutScript(script);
        }
    }
}
