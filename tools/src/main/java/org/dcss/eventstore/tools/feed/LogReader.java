package org.dcss.eventstore.tools.feed;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.dcss.eventstore.tools.frame.Backoff;
import org.dcss.eventstore.tools.frame.Exit;
import org.dcss.eventstore.tools.frame.Messages;
import org.dcss.eventstore.tools.frame.Timing;
import org.dcss.eventstore.tools.frame.ToolException;
import org.dcss.eventstore.tools.http.Answer;
import org.dcss.eventstore.tools.http.StoreClient;

/** Reads pages, again and again until the store answers. Not for several threads. */
public final class LogReader {

    private final StoreClient client;
    private final Messages messages;
    private final Timing timing;
    private final Backoff backoff;
    private final int tries;
    private URI tagged = URI.create("");
    private String tag = "";

    /** @param tries failures in a row after which it gives up */
    public LogReader(StoreClient client, Messages messages, Timing timing, RandomGenerator random, int tries) {
        this.client = client;
        this.messages = messages;
        this.timing = timing;
        this.backoff = new Backoff(random);
        this.tries = tries;
    }

    /**
     * The page at an address. Asked for the same address again, an unchanged page comes as an empty one that leads there.
     *
     * @throws ToolException if the store refuses the request, or did not answer as often as it may
     */
    public Page read(URI uri) throws ToolException, InterruptedException {
        while (true) {
            Optional<Duration> retryAfter = Optional.empty();
            String trouble;
            try {
                Answer answer = client.get(uri, uri.equals(tagged) ? Map.of("If-None-Match", tag) : Map.of());
                if (answer.status() == 304) {
                    backoff.succeeded();
                    return new Page(List.of(), Optional.of(uri), true);
                }
                if (answer.status() == 200) {
                    Page page = Page.of(answer);
                    tag = answer.header("ETag").orElse("");
                    tagged = tag.isEmpty() ? URI.create("") : uri;
                    backoff.succeeded();
                    return page;
                }
                if (!answer.isTemporary()) {
                    throw new ToolException(Exit.FAILED, "The store refuses " + uri + ": " + answer.problem());
                }
                retryAfter = answer.retryAfter();
                trouble = answer.problem();
            } catch (IOException e) {
                trouble = String.valueOf(e.getMessage());
            }
            Duration wait = backoff.failed(retryAfter);
            if (backoff.failures() >= tries) {
                throw new ToolException(Exit.UNREACHABLE, "The store cannot be read: " + trouble);
            }
            messages.say("warning: the store cannot be read: " + trouble + "; again in " + wait.toSeconds() + " s");
            timing.sleep(wait);
        }
    }
}
