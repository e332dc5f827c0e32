package org.dcss.eventstore.tools.verify;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.dcss.eventstore.tools.frame.Backoff;
import org.dcss.eventstore.tools.frame.Exit;
import org.dcss.eventstore.tools.frame.Timing;
import org.dcss.eventstore.tools.frame.ToolException;
import org.dcss.eventstore.tools.http.StoreClient;

/** Asks a view, some times where it does not answer. */
final class Asking {

    private static final int TRIES = 4;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final StoreClient client;
    private final Timing timing;
    private final RandomGenerator random;

    Asking(StoreClient client, Timing timing, RandomGenerator random) {
        this.client = client;
        this.timing = timing;
        this.random = random;
    }

    /** Whether it may be otherwise later: throttled, or a view that is being filled. */
    static boolean isTemporary(int status) {
        return status == TOO_MANY_REQUESTS || status >= SERVER_ERROR;
    }

    /** The answer, whatever its status; one that {@link #isTemporary} only where that does not pass. */
    HttpResponse<byte[]> get(String path, Map<String, String> headers) throws ToolException, InterruptedException {
        URI uri = client.resolve(path);
        Backoff backoff = new Backoff(random);
        while (true) {
            String trouble;
            Optional<Duration> retryAfter = Optional.empty();
            try {
                HttpResponse<byte[]> answer = client.getBytes(uri, headers);
                if (!isTemporary(answer.statusCode()) || backoff.failures() >= TRIES - 1) {
                    return answer;
                }
                trouble = Integer.toString(answer.statusCode());
                retryAfter = answer.headers()
                        .firstValue("Retry-After")
                        .filter(seconds -> seconds.matches("[0-9]{1,4}"))
                        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
            } catch (IOException e) {
                trouble = String.valueOf(e.getMessage());
            }
            Duration wait = backoff.failed(retryAfter);
            if (backoff.failures() >= TRIES) {
                throw new ToolException(Exit.UNREACHABLE, uri + " cannot be read: " + trouble);
            }
            timing.sleep(wait);
        }
    }
}
