package org.dcss.eventstore.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands in for Discord's: takes posts, and of each three asks for the first to be sent again later. */
final class Webhook implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private int posts;

    Webhook() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/webhook", this::post);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhook");
    }

    /** The content of the posts that were taken, in order. */
    List<String> taken() {
        return List.copyOf(taken);
    }

    private void post(HttpExchange exchange) throws IOException {
        try (exchange) {
            String content =
                    JSON.readTree(exchange.getRequestBody()).path("content").asText();
            if (posts++ % 3 == 0) {
                exchange.getResponseHeaders().set("Retry-After", "0.3");
                exchange.sendResponseHeaders(429, -1);
            } else {
                taken.add(content);
                exchange.sendResponseHeaders(204, -1);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
