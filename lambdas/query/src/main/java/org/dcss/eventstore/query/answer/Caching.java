package org.dcss.eventstore.query.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.Slot;

/**
 * How long an answer may be kept. Never for ever: an event may be withdrawn, and a repair must reach all who read.
 *
 * @param retention how long after its slot an event may be deleted; empty keeps events for ever
 * @param step in which steps the live edge moves on, 1 ms or more. Behind a cache, all who poll within a step are led to the
 *     same next page, so that the cache asks for few, however often events come and whenever the readers began
 */
public record Caching(Optional<Duration> retention, Duration step) {

    /** For what changes within seconds: all who poll the live edge through one cache share an answer for a second. */
    public static final String LIVE_EDGE = "public, max-age=1";

    private static final Duration DAY = Duration.ofDays(1);

    /** For what will not change by any event to come, and is kept although the events are not. */
    public static final String OVER = "public, max-age=" + DAY.toSeconds();

    /** A page of the feed that ends before this is past all that is still under way. */
    private static final Duration HOUR = Duration.ofHours(1);

    /** As a store without a cache before it does: its live edge moves on by each millisecond. */
    public Caching(Optional<Duration> retention) {
        this(retention, Duration.ofMillis(1));
    }

    /** Whether a page that ends at the slot, and after which more has settled, will not change by what is under way. */
    public static boolean isPast(Slot end, Instant now) {
        return end.plus(HOUR).isBefore(now);
    }

    /** For an answer that changes by no event to come; at most until the first of its events may be deleted. */
    public String settled(Slot first, Instant now) {
        Duration left = retention
                .map(kept -> Duration.between(now, first.plus(kept)))
                .filter(until -> until.compareTo(DAY) < 0)
                .orElse(DAY);
        return left.compareTo(Duration.ofSeconds(1)) <= 0 ? LIVE_EDGE : "public, max-age=" + left.toSeconds();
    }

    /** What an answer says about being kept. */
    public static Map<String, String> headers(String cacheControl, String tag) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Vary", "Accept-Encoding");
        headers.put("Cache-Control", cacheControl);
        headers.put("ETag", tag);
        return headers;
    }
}
