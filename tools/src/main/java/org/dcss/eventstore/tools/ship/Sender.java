package org.dcss.eventstore.tools.ship;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.dcss.eventstore.tools.frame.Backoff;
import org.dcss.eventstore.tools.frame.Exit;
import org.dcss.eventstore.tools.frame.Messages;
import org.dcss.eventstore.tools.frame.Timing;
import org.dcss.eventstore.tools.frame.ToolException;
import org.dcss.eventstore.tools.http.Answer;
import org.dcss.eventstore.tools.http.Key;
import org.dcss.eventstore.tools.http.StoreClient;

/** Sends lines until the store has taken or rejected each. */
final class Sender {

    private static final String OF_THIS_EVENT_ALONE = "urn:dcss:problem:type-not-allowed";

    private final StoreClient client;
    private final Key key;
    private final Messages messages;
    private final Timing timing;
    private final Pace pace;
    private final Backoff backoff;
    private final int tries;

    /** @param tries failures in a row after which it gives up */
    Sender(StoreClient client, Key key, Messages messages, Timing timing, RandomGenerator random, int tries) {
        this.client = client;
        this.key = key;
        this.messages = messages;
        this.timing = timing;
        this.pace = new Pace(timing);
        this.backoff = new Backoff(random);
        this.tries = tries;
    }

    /**
     * Sends lines in their order; returns when none is left over.
     *
     * @return those that the store does not take
     * @throws ToolException if it refuses the key, or did not answer as often as it may; some lines may be stored all the
     *     same, and sending them again is harmless
     */
    List<Reject> send(List<Outgoing> lines) throws ToolException, InterruptedException {
        List<Reject> rejects = new ArrayList<>();
        List<Outgoing> left = lines;
        while (!left.isEmpty()) {
            pace.await();
            int sent = left.size();
            Optional<Duration> retryAfter = Optional.empty();
            String trouble;
            try {
                Answer answer = client.submit(
                        key,
                        left.stream()
                                .map(Outgoing::json)
                                .collect(Collectors.joining("\n"))
                                .getBytes(StandardCharsets.UTF_8));
                if (answer.status() == 200) {
                    left = leftOver(left, answer, rejects);
                    if (left.size() < sent) {
                        backoff.succeeded();
                    }
                } else if (!answer.isTemporary()) {
                    return refused(left, answer, rejects);
                }
                retryAfter = answer.retryAfter();
                trouble = answer.status() == 200 ? left.size() + " lines are to be sent again" : answer.problem();
            } catch (IOException e) {
                trouble = String.valueOf(e.getMessage());
            } finally {
                pace.sent(sent);
            }
            if (!left.isEmpty()) {
                waitAfter(trouble, retryAfter);
            }
        }
        return rejects;
    }

    private void waitAfter(String trouble, Optional<Duration> retryAfter) throws ToolException, InterruptedException {
        Duration wait = backoff.failed(retryAfter);
        if (backoff.failures() >= tries) {
            throw new ToolException(Exit.UNREACHABLE, "The store does not take the lines: " + trouble);
        }
        messages.say("warning: not taken yet: " + trouble + "; again in " + wait.toMillis() / 1000.0 + " s");
        timing.sleep(wait);
    }

    /** Sorts an answer's results; returns the lines that are to be sent again. */
    private static List<Outgoing> leftOver(List<Outgoing> sent, Answer answer, List<Reject> rejects)
            throws IOException, ToolException {
        JsonNode results = answer.json().path("results");
        if (results.size() != sent.size()) {
            throw new IOException("the answer has " + results.size() + " results for " + sent.size() + " events");
        }
        List<Outgoing> again = new ArrayList<>();
        List<Reject> rejected = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            JsonNode result = results.get(i);
            switch (result.path("status").asText()) {
                case "accepted" -> {}
                case "rejected" -> rejected.add(new Reject(sent.get(i), reason(result.path("problem"))));
                default -> again.add(sent.get(i));
            }
        }
        rejects.addAll(rejected);
        return again;
    }

    /** What is wrong with one event. A key of another source is wrong with all of them. */
    private static String reason(JsonNode problem) throws ToolException {
        int status = problem.path("status").asInt();
        if ((status == 401 || status == 403) && !problem.path("type").asText().equals(OF_THIS_EVENT_ALONE)) {
            throw keyRefused(status + " " + problem.path("detail").asText());
        }
        StringBuilder reason = new StringBuilder(problem.path("detail").asText("rejected"));
        for (JsonNode error : problem.path("errors")) {
            reason.append("; ").append(error.path("pointer").asText());
            reason.append(": ").append(error.path("message").asText());
        }
        return reason.toString();
    }

    /** A request that will never pass as it is: half of it may. */
    private List<Reject> refused(List<Outgoing> lines, Answer answer, List<Reject> rejects)
            throws ToolException, InterruptedException {
        int status = answer.status();
        if (status == 401 || status == 403) {
            throw keyRefused(answer.problem());
        }
        if (status != 400 && status != 413) {
            throw new ToolException(Exit.FAILED, "This is no store that takes events: " + answer.problem());
        }
        if (lines.size() == 1) {
            rejects.add(new Reject(lines.get(0), answer.problem()));
            return rejects;
        }
        int half = lines.size() / 2;
        rejects.addAll(send(lines.subList(0, half)));
        rejects.addAll(send(lines.subList(half, lines.size())));
        return rejects;
    }

    private static ToolException keyRefused(String problem) {
        return new ToolException(Exit.KEY_REFUSED, "The store refuses the key: " + problem);
    }
}
