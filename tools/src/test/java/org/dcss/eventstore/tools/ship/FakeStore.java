package org.dcss.eventstore.tools.ship;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Answers as it is told to, for failures that no real store gives at will. */
final class FakeStore implements AutoCloseable {

    private final HttpServer server;
    private final Deque<Reply> replies = new ArrayDeque<>();
    private final List<List<String>> requests = new ArrayList<>();

    private record Reply(int status, Map<String, String> headers, String body) {}

    FakeStore() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/submit", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next answers, in order; when there are no more, every event is accepted. */
    synchronized FakeStore reply(int status, Map<String, String> headers, String body) {
        replies.add(new Reply(status, headers, body));
        return this;
    }

    /** The lines of each request's body. */
    synchronized List<List<String>> requests() {
        return List.copyOf(requests);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(new GZIPInputStream(exchange.getRequestBody()).readAllBytes(), StandardCharsets.UTF_8);
            List<String> lines = body.lines().toList();
            requests.add(lines);
            Reply reply = replies.isEmpty() ? new Reply(200, Map.of(), accepted(lines.size())) : replies.remove();
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    static String accepted(int events) {
        return results("{\"status\":\"accepted\",\"id\":\"x\"}".repeat(events).replace("}{", "},{"));
    }

    static String results(String results) {
        return "{\"results\":[" + results + "]}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
