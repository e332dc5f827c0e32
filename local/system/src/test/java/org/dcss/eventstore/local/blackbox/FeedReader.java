package org.dcss.eventstore.local.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows the feed by its {@code next} links, and holds it to its promises: ascending, and never backwards. */
public final class FeedReader {

    private static final Pattern AFTER = Pattern.compile("[?&]after=(\\d+)(&|$)");
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ApiClient client;
    private String link;
    private long last;

    /** @param query further parameters, such as {@code &limit=7}, or nothing */
    public FeedReader(ApiClient client, long after, String query) {
        this.client = client;
        this.link = "/events?after=" + after + query;
        this.last = after;
    }

    /** Reads the next page, which may be empty. A failed call leaves the reader where it was. */
    public List<ReadEvent> page() throws IOException, InterruptedException {
        Answer answer = client.get(link);
        if (answer.status() >= 500) {
            throw new IOException("no page: " + answer);
        }
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        List<ReadEvent> events = ReadEvent.list(answer);
        for (ReadEvent event : events) {
            assertThat(event.ts()).as("after the one before").isGreaterThan(last);
            last = event.ts();
        }
        String next = answer.next().orElseThrow(() -> new AssertionError("a feed without a next link: " + answer));
        assertThat(after(next)).as("the next link").isGreaterThanOrEqualTo(Math.max(after(link), last));
        link = next;
        last = after(next);
        return events;
    }

    /** Where the reader stands: it has seen every event up to this {@code ts}. */
    public long position() {
        return last;
    }

    /**
     * Reads on until an event is the one, or fails after the time given.
     *
     * @return all events that were read, that one included
     */
    public List<ReadEvent> until(Predicate<ReadEvent> wanted, Duration patience)
            throws IOException, InterruptedException {
        List<ReadEvent> seen = new ArrayList<>();
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            List<ReadEvent> page = page();
            seen.addAll(page);
            if (page.stream().anyMatch(wanted)) {
                return seen;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not in the feed within " + patience + "; saw " + seen.size() + " events");
            }
            if (page.isEmpty()) {
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    /**
     * Reads on until every event of these ids has appeared, or fails after the time given.
     *
     * @return all events that were read
     */
    public List<ReadEvent> untilAll(Collection<String> ids, Duration patience)
            throws IOException, InterruptedException {
        Set<String> missing = new HashSet<>(ids);
        try {
            return until(
                    event -> {
                        missing.remove(event.id());
                        return missing.isEmpty();
                    },
                    patience);
        } catch (AssertionError e) {
            throw new AssertionError(missing.size() + " of " + ids.size() + " not in the feed: " + missing, e);
        }
    }

    private static long after(String link) {
        Matcher after = AFTER.matcher(link);
        if (!after.find()) {
            throw new AssertionError("no feed's link: " + link);
        }
        return Long.parseLong(after.group(1));
    }
}
