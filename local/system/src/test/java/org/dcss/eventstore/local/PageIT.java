package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.milestone;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.unique;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.dcss.eventstore.local.blackbox.FeedReader;
import org.dcss.eventstore.local.blackbox.ReadEvent;
import org.dcss.eventstore.local.blackbox.StoreUnderTest;
import org.dcss.eventstore.local.browser.Browser;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages in a real browser: what is read is followed, text stays text, and everybody can use it. */
@Order(4)
final class PageIT extends InBrowser {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_ROWS = 200;

    PageIT(StoreUnderTest store) {
        super(store);
    }

    @Test
    void followsWithoutSkippingOrRepeatingThroughAnOutageAndARush() throws Exception {
        String player = unique("Follower");
        FeedReader feed = store.feedFromNow();
        open("/");
        browser.await("document.querySelector('.is-live')");
        Set<String> sent = new HashSet<>(submit(milestones(player, 0, 40)));
        browser.await("document.body.innerText.includes(arguments[0])", player + "-39");

        browser.offline(true);
        browser.await("document.querySelector('#state.is-trouble')?.textContent.includes('Trying again')");
        sent.addAll(submit(milestones(player, 40, 60)));
        browser.offline(false);
        browser.run("document.querySelector('#state button')?.click()");
        browser.await("document.body.innerText.includes(arguments[0])", player + "-59");

        List<Long> inOrder = slots(store.drain(feed, sent), player);
        assertThat(inOrder).hasSize(60);
        Collections.reverse(inOrder);
        assertThat(rows(player)).isEqualTo(inOrder);

        Set<String> rushed = submit(milestones(player, 60, 560));
        List<Long> rush = slots(store.drain(feed, rushed), player);
        assertThat(rush).hasSize(500);
        browser.await("document.querySelector('.event[data-ts=\"' + arguments[0] + '\"]')", rush.get(rush.size() - 1));
        List<Long> shown = rows(player);
        assertThat(shown)
                .hasSizeLessThanOrEqualTo(MOST_ROWS)
                .isEqualTo(rush.stream()
                        .sorted(Collections.reverseOrder())
                        .limit(shown.size())
                        .toList());
        assertThat(shown).hasSizeGreaterThan(MOST_ROWS / 2);
        assertThat(browser.run("return document.querySelectorAll('.event').length")
                        .intValue())
                .isEqualTo(MOST_ROWS);
    }

    private static List<Long> slots(List<ReadEvent> events, String player) {
        return new ArrayList<>(events.stream()
                .filter(event -> event.data().contains("\"name\":\"" + player))
                .map(ReadEvent::ts)
                .toList());
    }

    @Test
    void whatPlayersWriteIsTextAndNothingElse() throws Exception {
        String mark = unique("hostile");
        List<String> names = List.of(
                "<script>document.title='broken'</script>" + mark,
                "<img src=x onerror=\"document.title='broken'\">" + mark,
                "\u202E\u2067evil\u200F" + mark,
                "\uD83D\uDC09".repeat(40) + mark);
        List<String> events = new ArrayList<>();
        for (String name : names) {
            ObjectNode event = (ObjectNode)
                    JSON.readTree(milestone(store.first().src(), mark).json());
            ObjectNode data = (ObjectNode) event.get("data");
            data.put("name", name);
            data.put(
                    "milestone",
                    "said </bdi></li><svg onload=alert(1)> \u202E " + "long".repeat(15_000 / names.size()));
            data.put("__proto__", "polluted");
            data.put("constructor", "<b>bold</b>");
            events.add(event.toString());
        }
        ObjectNode longest = (ObjectNode)
                JSON.readTree(milestone(store.first().src(), "longest" + mark).json());
        ((ObjectNode) longest.get("data")).put("milestone", "x".repeat(60_000));
        events.add(longest.toString());
        submit(events);
        store.await(of("longest" + mark));
        browser.complaints();

        for (String name : names) {
            open("/?player=" + encode(name));
            browser.await("document.querySelector('.event .who')");
            assertThat(browser.run("return document.querySelector('.event .who bdi').textContent")
                            .asText())
                    .isEqualTo(name);
            browser.run("document.querySelector('.story').click()");
            browser.await("document.querySelector('dialog[open] .fields')");
            assertThat(fields()).contains("name=" + name, "__proto__=polluted", "constructor=<b>bold</b>");
            assertThat(browser.run("return [document.querySelectorAll('#events script, #events svg, #events img,"
                                    + " dialog script, dialog svg, dialog img, dialog b').length,"
                                    + " ({}).polluted === undefined, document.title.includes('Crawl'),"
                                    + " document.documentElement.scrollWidth <= innerWidth]")
                            .toString())
                    .isEqualTo("[0,true,true,true]");
        }
        open("/?player=longest" + mark);
        browser.await("document.querySelector('.story')");
        browser.run("document.querySelector('.story').click()");
        browser.await("document.querySelector('dialog[open] .fields button')");
        browser.run("document.querySelector('dialog .fields button').click()");
        assertThat(fields()).contains("milestone=" + "x".repeat(60_000));
        assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth")
                        .booleanValue())
                .isTrue();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatIsShownIsALinkAndBackGoesBack() throws Exception {
        String player = unique("Linked");
        submit(milestones(player, 0, 3));
        store.await(of(player + "-2"));
        open("/");
        browser.await(
                "document.querySelector('#pick-src input[value=" + store.first().src() + "]')");

        browser.run(
                "document.querySelector('#pick-src input[value=" + store.first().src() + "]').click()");
        browser.run(
                "document.querySelector('#player').value = arguments[0];"
                        + " document.querySelector('#choices button').click()",
                player + "-1");
        browser.await("document.querySelectorAll('.event').length === 1");
        browser.run("document.querySelector('.story').click()");
        browser.await("document.querySelector('dialog[open] .fields')");

        String address = browser.run("return location.href").asText();
        assertThat(address).matches(".*/\\?src=" + store.first().src() + "&player=" + player + "-1&event=\\d+");
        browser.back();
        browser.await("!document.querySelector('dialog[open]') && location.search.includes('player=')");
        browser.back();
        browser.await(
                "document.querySelector('#player').value === '' && document.querySelectorAll('.event').length > 1");

        open(address);
        browser.await("document.querySelector('dialog[open] .fields') && document.querySelector('.event')");
        assertThat(fields()).contains("name=" + player + "-1");
        assertThat(browser.run("return [document.querySelectorAll('.event').length,"
                                + " document.querySelector('#pick-src .picked').textContent,"
                                + " document.querySelector('#player').value]")
                        .toString())
                .isEqualTo("[1,\"" + store.first().src() + "\",\"" + player + "-1\"]");
    }

    @Test
    void aDayIsReadAndReplayed() throws Exception {
        String player = unique("Daily");
        submit(milestones(player, 0, 3));
        ReadEvent last = store.await(of(player + "-2"));
        String day = Instant.ofEpochMilli(last.ts()).toString().substring(0, 10);

        open("/?day=" + day + "&player=" + player + "-2");
        browser.await("document.querySelector('.event')");
        assertThat(rows(player)).containsExactly(last.ts());
        browser.run("document.querySelector('#tools button').click()");
        browser.await("document.querySelector('.replay-clock')");
        browser.await("document.querySelector('.event')");
        browser.await("document.querySelector('#state').textContent === 'The replay is over.'");
        assertThat(rows(player)).containsExactly(last.ts());

        browser.await("document.querySelector('#numbers td')");
        open("/?day=2008-01-01");
        browser.await("document.querySelector('#state').textContent.includes('Nothing happened')");
        browser.await("document.querySelector('#chart .state') && document.querySelector('details.numbers').hidden");
    }

    @Test
    void theKeyboardIsEnough() throws Exception {
        String player = unique("Typist");
        submit(milestones(player, 0, 3));
        store.await(of(player + "-2"));
        open("/");
        browser.await("document.body.innerText.includes(arguments[0])", player + "-2");

        browser.press(Browser.TAB);
        assertThat(focused()).isEqualTo("Skip to the events");
        browser.press(Browser.ENTER, Browser.TAB);
        browser.await("document.activeElement.classList.contains('story')");
        String first = browser.run("return document.activeElement.dataset.ts").asText();
        browser.press(Browser.DOWN);
        String second = browser.run("return document.activeElement.dataset.ts").asText();
        assertThat(Long.parseLong(second)).isLessThan(Long.parseLong(first));

        browser.press(Browser.ENTER);
        browser.await("document.querySelector('dialog[open] .fields')");
        browser.await("document.activeElement.closest('dialog')");
        assertThat(browser.run("return location.search").asText()).isEqualTo("?event=" + second);
        browser.press(Browser.ESCAPE);
        browser.await("!document.querySelector('dialog[open]') && location.search === ''");
        assertThat(browser.run("return document.activeElement.dataset.ts").asText())
                .isEqualTo(second);
    }

    private String focused() throws IOException, InterruptedException {
        return browser.run("return document.activeElement.textContent").asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void everybodyCanUseIt(String scheme) throws Exception {
        String player = unique("Everybody");
        submit(milestones(player, 0, 2));
        store.await(of(player + "-1"));
        browser.prefer(scheme);
        open("/");
        browser.await("document.querySelector('.event') && document.querySelector('.sources') &&"
                + " document.querySelector('#numbers td')");
        assertThat(ground()).isEqualTo(scheme);
        assertThat(barriers()).isEmpty();
        open("/?player=" + player + "-1");
        browser.await("document.querySelector('#player-card dl')");
        assertThat(barriers()).isEmpty();
        browser.run("document.querySelector('.story').click()");
        browser.await("document.querySelector('dialog[open] .fields')");
        assertThat(barriers()).isEmpty();
        open("/docs");
        browser.await("document.querySelectorAll('.opblock').length > 10");
        assertThat(ground()).isEqualTo(scheme);
        assertThat(barriers()).isEmpty();
    }

    /** Whether the page's ground is light or dark. */
    private String ground() throws IOException, InterruptedException {
        return browser.run("const canvas = document.createElement('canvas').getContext('2d');"
                        + " canvas.fillStyle = getComputedStyle(document.body).backgroundColor;"
                        + " canvas.fillRect(0, 0, 1, 1);"
                        + " const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;"
                        + " return red + green + blue < 384 ? 'dark' : 'light'")
                .asText();
    }

    @Test
    void aPhoneIsWideEnough() throws Exception {
        String player = unique("Pocket");
        submit(milestones(player, 0, 2));
        store.await(of(player + "-1"));
        browser.phone();
        open("/?player=" + player + "-1");
        browser.await("document.querySelector('#player-card dl') && document.querySelector('.sources') &&"
                + " document.querySelector('#numbers td')");
        assertThat(browser.run("const box = (name) => document.querySelector(name).getBoundingClientRect();"
                                + " return [innerWidth, document.documentElement.scrollWidth <= innerWidth,"
                                + " box('.side').top >= box('.log').bottom, box('.event .says').width > 280,"
                                + " box('#player').width > 120, box('#chart canvas').right <= innerWidth]")
                        .toString())
                .isEqualTo("[390,true,true,true,true,true]");
        browser.run("document.querySelector('.story').click()");
        browser.await("document.querySelector('dialog[open] .fields')");
        assertThat(browser.run("const box = document.querySelector('dialog').getBoundingClientRect();"
                                + " return [box.left >= 0, box.right <= innerWidth, box.bottom <= innerHeight]")
                        .toString())
                .isEqualTo("[true,true,true]");
        open("/docs");
        browser.await("document.querySelectorAll('.opblock').length > 10");
        assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth")
                        .booleanValue())
                .isTrue();
    }

    /** What axe finds that is serious or critical. */
    private List<String> barriers() throws IOException, InterruptedException {
        browser.run(axe());
        JsonNode found = browser.runAsync("const done = arguments[0]; axe.run({resultTypes:"
                + " ['violations']}).then(result => done(result.violations.filter(rule => ['serious',"
                + " 'critical'].includes(rule.impact)).map(rule => rule.id + ': ' + rule.nodes.slice(0, 4).map(node =>"
                + " node.html.slice(0, 160) + ' ' + (node.any[0]?.message ?? '')).join(' | '))), failure =>"
                + " done([String(failure)]))");
        return StreamSupport.stream(found.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String axe() throws IOException {
        String path = "/META-INF/resources/webjars/axe-core/" + System.getProperty("axe.version") + "/axe.min.js";
        try (InputStream script = Objects.requireNonNull(PageIT.class.getResourceAsStream(path), path)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theContractCanBeTriedOut() throws Exception {
        browser.complaints();
        open("/docs#/read/health");
        browser.await("document.querySelector('#operations-read-health .execute')");
        browser.run("document.querySelector('#operations-read-health .execute').click()");
        browser.await("document.querySelector('#operations-read-health .live-responses-table')"
                + "?.textContent.includes('\"status\": \"ok\"')");
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.run("return performance.getEntriesByType('resource')"
                                + ".every(loaded => new URL(loaded.name).origin === location.origin)")
                        .booleanValue())
                .isTrue();
    }
}
