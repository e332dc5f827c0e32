package org.dcss.eventstore.tools.verify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dcss.eventstore.tools.verify.digest.DayContent;

/** A store that may break its promises, which no real one does at will. Two events a page. */
final class FakeLog implements AutoCloseable {

    private static final int PAGE = 2;
    private static final long DAY_MILLIS = 86_400_000;
    private static final Pattern PARAMETER = Pattern.compile("(ts_day|after|from)=([0-9]+)(?:&skip=([0-9]+))?");
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]+)");
    private static final Pattern TS = Pattern.compile("\"ts\":([0-9]+)");

    /** What the days and the feed show, by their slots. */
    final List<String> inDays = new ArrayList<>();

    final List<String> inFeed = new ArrayList<>();

    /** Texts of files, by SRC/FILE; none: there is no such view. */
    final Map<String, String> files = new LinkedHashMap<>();

    /** What /counts answers; empty: there is no such view. */
    String counts = "";

    long completeThrough = Long.MAX_VALUE;

    private final HttpServer server;

    FakeLog() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** An event of cpo, as a store writes it, at so many milliseconds after a day's start. */
    static String event(LocalDate day, long millis, String id, String rest) {
        long start = DayContent.start(day);
        return "{\"ts_day\":%d,\"ts\":%d,\"id\":\"%s\",\"type\":\"milestone\",\"src\":\"cpo\",\"accepted\":%d,%s}"
                .formatted(start, start + millis, id, start + millis, rest);
    }

    /** An event that is a line {@code name=ID:milestone=x}. */
    static String event(LocalDate day, long millis, String id) {
        return event(day, millis, id, "\"data\":{\"name\":\"" + id + "\",\"milestone\":\"x\"}");
    }

    /** Shows an event in the day and in the feed. */
    FakeLog with(String event) {
        inDays.add(event);
        inFeed.add(event);
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            exchange.getResponseHeaders().set("Complete-Through", Long.toString(completeThrough));
            if (path.equals("/events")) {
                events(exchange, query);
            } else if (path.equals("/counts") && !counts.isEmpty()) {
                send(exchange, 200, counts);
            } else if (path.startsWith("/xlog/") && !files.isEmpty()) {
                file(exchange, path.substring("/xlog/".length()));
            } else {
                send(exchange, 404, "{}");
            }
        }
    }

    private void events(HttpExchange exchange, String query) throws IOException {
        Matcher parameter = PARAMETER.matcher(query);
        if (!parameter.find()) {
            send(exchange, 400, "{}");
            return;
        }
        long value = Long.parseLong(parameter.group(2));
        boolean day = parameter.group(1).equals("ts_day");
        int skip = parameter.group(3) == null ? 0 : Integer.parseInt(parameter.group(3));
        List<String> found = (day ? inDays : inFeed)
                .stream()
                        .filter(event -> day
                                ? ts(event) >= value && ts(event) < value + DAY_MILLIS
                                : ts(event) > value || skip > 0)
                        .toList();
        List<String> rest = found.subList(Math.min(skip, found.size()), found.size());
        List<String> page = rest.subList(0, Math.min(PAGE, rest.size()));
        boolean last = page.size() == rest.size();
        if (!last || !day) {
            exchange.getResponseHeaders()
                    .set(
                            "Link",
                            "</events?" + parameter.group(1) + "=" + value + "&skip=" + (skip + page.size())
                                    + ">; rel=\"next\"");
        }
        if (!day) {
            exchange.getResponseHeaders().set("Caught-Up", last ? "?1" : "?0");
        }
        send(exchange, 200, "[" + String.join(",", page) + "]");
    }

    private static long ts(String event) {
        Matcher ts = TS.matcher(event);
        return ts.find() ? Long.parseLong(ts.group(1)) : -1;
    }

    private void file(HttpExchange exchange, String name) throws IOException {
        if (name.isEmpty()) {
            send(exchange, 200, "{}");
            return;
        }
        byte[] text = files.getOrDefault(name, "").getBytes(StandardCharsets.UTF_8);
        Matcher range =
                RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
        int from = range.find() ? Integer.parseInt(range.group(1)) : 0;
        if (from >= text.length) {
            send(exchange, 416, "");
            return;
        }
        int end = Math.min(text.length, Integer.parseInt(range.group(2)) + 1);
        send(exchange, 206, new String(text, from, end - from, StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
