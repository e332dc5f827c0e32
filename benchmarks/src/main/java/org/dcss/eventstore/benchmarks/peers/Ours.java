package org.dcss.eventstore.benchmarks.peers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcss.eventstore.benchmarks.harness.ClosedLoop;
import org.dcss.eventstore.benchmarks.harness.HttpConnection;
import org.dcss.eventstore.benchmarks.harness.HttpConnection.Answer;
import org.dcss.eventstore.benchmarks.harness.Parallel;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.fixtures.SampleEvent;

/** Local mode as {@code ./run.sh local} starts it, over HTTP. */
final class Ours extends Running {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    /** Local mode's default. */
    private static final double SETTLE_SECONDS = 3;

    private static final String KEY = "Authorization: " + Target.KEY + "\r\n";
    private static final String GZIP = "Accept-Encoding: gzip\r\n";

    private static final String START = "/events?after=0";

    private final URI server;
    private final List<SampleEvent> events;
    private final AtomicInteger sent = new AtomicInteger();
    /** Behind all that was read. */
    private String head = START;

    /** @param command what starts it, before its options */
    Ours(Path folder, List<String> command, List<SampleEvent> events) throws IOException, InterruptedException {
        super(folder);
        this.events = List.copyOf(events);
        int port = freePort();
        server = URI.create("http://127.0.0.1:" + port);
        List<String> line = new ArrayList<>(command);
        line.addAll(List.of("--port", Integer.toString(port)));
        line.addAll(List.of("--data", folder.resolve("data").toString()));
        line.addAll(List.of("--key", Target.KEY + "=" + Target.SRC.name()));
        start(builder(line), () -> {
            try (HttpConnection connection = new HttpConnection(server)) {
                return requireStatus(200, connection.send(HttpConnection.get("/health", "")));
            }
        });
    }

    @Override
    Load append(int connections, int batch, Duration time, int most) throws Exception {
        List<byte[]> requests = Parallel.parts(batch, events).stream()
                .map(part -> batch == 1 ? part.get(0).json() : SampleEvent.batch(part))
                .map(body -> HttpConnection.post("/submit", KEY, body))
                .toList();
        long start = System.nanoTime();
        ClosedLoop.Done done = ClosedLoop.run(connections, time, most, () -> {
            HttpConnection connection = new HttpConnection(server);
            return new ClosedLoop.Client(connection, () -> {
                int next = Math.floorMod(sent.getAndIncrement(), requests.size());
                return acknowledged(connection.send(requests.get(next)));
            });
        });
        awaitSeen(done.count());
        double stored = (System.nanoTime() - start) / 1e9 - SETTLE_SECONDS;
        return new Load(done.count(), done.seconds(), Math.max(done.seconds(), stored));
    }

    /** A client that is told to wait waits. */
    private static int acknowledged(Answer answer) throws InterruptedException {
        int accepted = answer.status() == 204 ? 1 : count(answer, "\"status\":\"accepted\"");
        int retry = count(answer, "\"status\":\"retry\"");
        if (answer.status() == 429 || answer.status() == 503 || retry > 0) {
            TimeUnit.SECONDS.sleep(Long.parseLong(answer.headers().getOrDefault("retry-after", "1")));
        } else if (accepted == 0) {
            throw new IllegalStateException("refused: " + answer.status() + answer.text());
        }
        return accepted;
    }

    /** Follows the feed until it has shown so many more. */
    private void awaitSeen(int count) throws Exception {
        int missing = count;
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (HttpConnection connection = new HttpConnection(server)) {
            while (missing > 0 && System.nanoTime() < end) {
                missing -= readOn(connection, GZIP);
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
        if (missing != 0) {
            throw new IllegalStateException("of " + count + " acknowledged events " + missing + " are not seen");
        }
    }

    @Override
    boolean compresses() {
        return true;
    }

    @Override
    int replay(boolean gzip) throws Exception {
        head = START;
        try (HttpConnection connection = new HttpConnection(server)) {
            return readOn(connection, gzip ? GZIP : "");
        }
    }

    /** Reads from the head until nothing more has settled; returns how many events there were. */
    private int readOn(HttpConnection connection, String headers) throws IOException {
        int read = 0;
        Answer page;
        do {
            page = requireStatus(200, connection.send(HttpConnection.get(head, headers)));
            read += count(page, "{\"ts_day\":");
            head = "/" + page.header("link").split("[<>]", 3)[1];
        } while (!page.header("caught-up").equals("?1"));
        return read;
    }

    @Override
    double polls(int connections, Duration time) throws Exception {
        return ClosedLoop.run(connections, time, Integer.MAX_VALUE, () -> {
                    HttpConnection connection = new HttpConnection(server);
                    Answer empty = requireStatus(200, connection.send(HttpConnection.get(head, GZIP)));
                    String known = "If-None-Match: " + empty.header("etag") + "\r\n";
                    byte[] poll = HttpConnection.get(head, GZIP + known);
                    return new ClosedLoop.Client(connection, () -> {
                        requireStatus(304, connection.send(poll));
                        return 1;
                    });
                })
                .perSecond();
    }

    private static Answer requireStatus(int status, Answer answer) throws IOException {
        if (answer.status() != status) {
            throw new IOException("not " + status + " but " + answer.status() + " " + answer.text());
        }
        return answer;
    }

    /** How often a text is there. */
    private static int count(Answer answer, String text) {
        int found = 0;
        for (int at = answer.text().indexOf(text); at >= 0; at = answer.text().indexOf(text, at + 1)) {
            found++;
        }
        return found;
    }
}
