package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.milestone;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.dcss.eventstore.local.blackbox.Answer;
import org.dcss.eventstore.local.blackbox.ReadEvent;
import org.dcss.eventstore.local.blackbox.StoreUnderTest;
import org.dcss.eventstore.local.browser.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Tests of the pages in a real browser: Chromium and its driver, which Debian has as chromium and chromium-driver. */
@ExtendWith(StoreExtension.class)
@OwnStore
@ResourceLock(InBrowser.BROWSER)
abstract class InBrowser {

    static final String BROWSER = "the browser";

    private static Optional<Browser> started = Optional.empty();

    final StoreUnderTest store;
    final Browser browser;

    InBrowser(StoreUnderTest store) {
        this.store = store;
        this.browser = started.orElseThrow();
    }

    @BeforeAll
    static void startBrowser() throws Exception {
        started = Browser.start();
        if (started.isEmpty()) {
            String missing = "The pages' tests were SKIPPED: there is no chromedriver on PATH. Install chromium and"
                    + " chromium-driver.";
            System.err.println("\n!!!! " + missing + "\n");
            Assumptions.abort(missing);
        }
    }

    @AfterAll
    static void closeBrowser() throws Exception {
        if (started.isPresent()) {
            started.get().close();
        }
    }

    @BeforeEach
    void asUsual() throws Exception {
        browser.offline(false);
        browser.desktop();
    }

    final void open(String address) throws Exception {
        browser.open(store.uri().resolve(address));
    }

    final Set<String> submit(List<String> events) throws Exception {
        Answer answer = store.client().submit(store.first().key(), "[" + String.join(",", events) + "]");
        assertThat(answer.acknowledged()).as(answer.toString()).hasSize(events.size());
        return answer.acknowledged();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The slots of the rows of players whose names begin so, from the top. */
    final List<Long> rows(String start) throws Exception {
        List<Long> slots = new ArrayList<>();
        browser.run(
                        "return [...document.querySelectorAll('.event')]"
                                + ".filter(row => row.querySelector('.who')?.textContent.startsWith(arguments[0]))"
                                + ".map(row => Number(row.dataset.ts))",
                        start)
                .forEach(slot -> slots.add(slot.longValue()));
        return slots;
    }

    static Predicate<ReadEvent> of(String player) {
        return event -> event.data().contains("\"name\":\"" + player + "\"");
    }

    final List<String> milestones(String player, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> milestone(store.first().src(), player + "-" + i).json())
                .toList();
    }

    /** The fields of the event that is shown in full. */
    final List<String> fields() throws IOException, InterruptedException {
        JsonNode fields = browser.run("return [...document.querySelectorAll('dialog .fields > div')].map(field =>"
                + " field.querySelector('dt').textContent + '=' + field.querySelector('.value').textContent)");
        return StreamSupport.stream(fields.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** What an expression is in the page, as JSON. */
    final String shown(String expression) throws IOException, InterruptedException {
        return browser.run("return " + expression).toString();
    }
}
