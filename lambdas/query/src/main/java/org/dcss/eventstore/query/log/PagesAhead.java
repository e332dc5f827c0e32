package org.dcss.eventstore.query.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.read.FeedPage;
import org.dcss.eventstore.core.read.Filter;

/**
 * Reads a reader's next page while the last one is written and sent: for a process that goes on between its answers, which a
 * Lambda function does not. A page that is read ahead is what the feed would give, as it was up to {@link #KEPT} ago: only one
 * behind which more has settled is given, and such a page changes by nothing but a withdrawal. Safe for use by several threads.
 */
final class PagesAhead implements FeedPages {

    /** For how long a page that was read ahead may be given. */
    static final Duration KEPT = Duration.ofSeconds(2);

    private record Ask(Slot after, Filter filter, int limit) {}

    private record Ahead(CompletableFuture<FeedPage> page, Instant begun) {}

    private final FeedPages pages;
    private final Executor executor;
    private final Clock clock;
    private final Map<Ask, Ahead> ahead;

    /** @param most how many pages are held, or being read, at once */
    PagesAhead(FeedPages pages, int most, Executor executor, Clock clock) {
        this.pages = pages;
        this.executor = executor;
        this.clock = clock;
        this.ahead = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Ask, Ahead> eldest) {
                return size() > most;
            }
        };
    }

    @Override
    public FeedPage page(Slot after, Filter filter, int limit) {
        FeedPage page = readAhead(new Ask(after, filter, limit)).orElseGet(() -> pages.page(after, filter, limit));
        if (!page.caughtUp()) {
            begin(new Ask(page.next(), filter, limit));
        }
        return page;
    }

    private Optional<FeedPage> readAhead(Ask ask) {
        Ahead found;
        synchronized (ahead) {
            found = ahead.remove(ask);
        }
        if (found == null || found.begun().plus(KEPT).isBefore(clock.instant())) {
            return Optional.empty();
        }
        try {
            return Optional.of(found.page().join()).filter(page -> !page.caughtUp());
        } catch (CompletionException e) {
            // Whoever asks now may find the log well again.
            return Optional.empty();
        }
    }

    private void begin(Ask ask) {
        synchronized (ahead) {
            ahead.computeIfAbsent(
                    ask,
                    any -> new Ahead(
                            CompletableFuture.supplyAsync(
                                    () -> pages.page(ask.after(), ask.filter(), ask.limit()), executor),
                            clock.instant()));
        }
    }
}
