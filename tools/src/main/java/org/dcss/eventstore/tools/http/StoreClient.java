package org.dcss.eventstore.tools.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** HTTP to an event store: bounded in time and in memory, without redirects, which could lead a key astray. */
public final class StoreClient {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** The API's gateway gives up after 30 s. */
    private static final Duration WHOLE_REQUEST = Duration.ofSeconds(45);

    /** The largest answer: 6 MB on Lambda, and what it unpacks to is a page of at most 1,000 events. */
    private static final int MAX_BYTES = 24 << 20;

    private final URI base;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();

    /** @param base the store's address; a path in it is kept */
    public StoreClient(URI base) {
        this.base = URI.create(base.toString().endsWith("/") ? base.toString() : base + "/");
    }

    /** Whether a key sent there could be read on the way: plain HTTP to another machine. */
    public boolean isOpenToOthers() {
        try {
            return !"https".equals(base.getScheme())
                    && !InetAddress.getByName(base.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return true;
        }
    }

    /** The address of a path, which is relative to the store's and has no slash at its beginning. */
    public URI resolve(String path) {
        return base.resolve(path);
    }

    public Answer get(URI uri, Map<String, String> headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept-Encoding", "gzip");
        headers.forEach(request::header);
        return send(request.GET());
    }

    /** Submits lines of JSON, which travel compressed. */
    public Answer submit(Key key, byte[] ndjson) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(resolve("submit"))
                .header("Authorization", key.value())
                .header("Content-Type", "application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip(ndjson))));
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> sending = http.sendAsync(
                request.timeout(WHOLE_REQUEST)
                        .header("User-Agent", "dcss-events")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        try {
            HttpResponse<byte[]> response = sending.get(WHOLE_REQUEST.toMillis(), TimeUnit.MILLISECONDS);
            boolean gzip = response.headers()
                    .firstValue("Content-Encoding")
                    .filter("gzip"::equalsIgnoreCase)
                    .isPresent();
            return new Answer(
                    response.uri(),
                    response.statusCode(),
                    response.headers(),
                    new String(gzip ? unpack(response.body()) : response.body(), StandardCharsets.UTF_8));
        } catch (ExecutionException e) {
            throw new IOException(e.getCause() == null ? "no answer" : reason(e.getCause()), e);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + WHOLE_REQUEST.toSeconds() + " s", e);
        } finally {
            sending.cancel(true);
        }
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isEmpty() ? cause.getClass().getSimpleName() : message;
    }

    private static byte[] gzip(byte[] text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(text.length / 4 + 64);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text);
        }
        return packed.toByteArray();
    }

    private static byte[] unpack(byte[] packed) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] text = in.readNBytes(MAX_BYTES + 1);
            if (text.length > MAX_BYTES) {
                throw new IOException("an answer of more than " + MAX_BYTES + " bytes");
            }
            return text;
        }
    }
}
