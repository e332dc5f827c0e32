package org.dcss.eventstore.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves a store to each reader under a path of the reader's own, and notes how its requests were answered. */
final class PrefixProxy implements AutoCloseable {

    private static final List<String> ASKED = List.of("Accept", "Accept-Encoding", "If-None-Match");
    private static final List<String> ANSWERED =
            List.of("Link", "ETag", "Caught-Up", "Content-Type", "Content-Encoding");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, List<Integer>> statuses = new ConcurrentHashMap<>();
    private final URI store;
    private final HttpServer server;

    PrefixProxy(URI store) throws IOException {
        this.store = store;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/readers/", this::pass);
        server.start();
    }

    /** What a reader takes for the store's address. */
    URI uri(String reader) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/readers/" + reader);
    }

    /** Of a reader's requests, in order. */
    List<Integer> statuses(String reader) {
        return List.copyOf(statuses.getOrDefault(reader, List.of()));
    }

    private void pass(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().toString().split("/", 4);
        HttpRequest.Builder request = HttpRequest.newBuilder(store.resolve("/" + path[3]));
        for (String name : ASKED) {
            exchange.getRequestHeaders().getOrDefault(name, List.of()).forEach(value -> request.header(name, value));
        }
        try (exchange) {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            statuses.computeIfAbsent(path[2], reader -> new CopyOnWriteArrayList<>())
                    .add(answer.statusCode());
            for (String name : ANSWERED) {
                answer.headers()
                        .firstValue(name)
                        .ifPresent(value -> exchange.getResponseHeaders().set(name, value));
            }
            byte[] body = answer.body();
            exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
