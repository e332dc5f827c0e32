package org.dcss.eventstore.tools.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.dcss.eventstore.tools.feed.LogReader;
import org.dcss.eventstore.tools.feed.ReadEvent;
import org.dcss.eventstore.tools.frame.Messages;
import org.dcss.eventstore.tools.frame.TestTiming;
import org.dcss.eventstore.tools.http.StoreClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cursor is moved when a page was taken, and not before. */
final class FollowingTest {

    private static final long LAST = 4;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    private final TestTiming timing = new TestTiming();
    private final List<Long> taken = new ArrayList<>();
    private final List<OptionalLong> remembered = new ArrayList<>();

    /** A feed of pages with one event each. */
    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/events", exchange -> {
            long ts = Long.parseLong(exchange.getRequestURI().getQuery().replace("after=", "")) + 1;
            exchange.getResponseHeaders().set("Link", "<events?after=" + ts + ">; rel=\"next\"");
            exchange.getResponseHeaders().set("Caught-Up", ts == LAST ? "?1" : "?0");
            byte[] page = ("[{\"ts\":" + ts + ",\"id\":\"x\",\"type\":\"milestone\",\"src\":\"cpo\",\"data\":{}}]")
                    .getBytes(StandardCharsets.UTF_8);
            try (exchange) {
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aPageThatWasNotTakenIsTheFirstOneTheNextTime() throws Exception {
        assertThatThrownBy(() -> follow(3)).hasMessage("not taken");
        assertThat(taken).containsExactly(1L, 2L);
        assertThat(remembered).containsExactly(OptionalLong.empty(), OptionalLong.of(1), OptionalLong.of(2));

        follow(LAST + 1);
        assertThat(taken).containsExactly(1L, 2L, 3L, 4L);
        assertThat(cursor().read()).hasValue(LAST);
    }

    private CursorFile cursor() {
        return new CursorFile(folder.resolve("cursor"));
    }

    /** Follows from where the cursor is; the event of one slot is not taken. */
    private void follow(long refused) throws Exception {
        StoreClient client = new StoreClient(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
        LogReader reader = new LogReader(
                client, new Messages(new PrintWriter(new StringWriter()), timing), timing, new Random(1), 1);
        Sink sink = (after, events) -> {
            remembered.add(cursor().read());
            for (ReadEvent event : events) {
                if (event.ts() == refused) {
                    throw new IOException("not taken");
                }
                taken.add(event.ts());
            }
        };
        new Following(reader, sink, Optional.of(cursor()), timing)
                .run(client.resolve("events?after=" + cursor().read().orElse(0)), true);
    }
}
