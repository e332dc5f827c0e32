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

    /** What is unpacked at most: as much as a page that is not compressed, which Lambda's limit of 6 MB bounds. */
    private static final int MAX_BYTES = 8 << 20;

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

    /** Asks for a compressed answer, and again for a plain, therefore shorter one where it would take too much memory. */
    public Answer get(URI uri, Map<String, String> headers) throws IOException, InterruptedException {
        try {
            return send(request(uri, headers).header("Accept-Encoding", "gzip"));
        } catch (TooLargeException e) {
            return send(request(uri, headers));
        }
    }

    /**
     * As it is, in bytes, of which there may be 8 MB at most.
     *
     * @param headers none of which asks for a compressed answer
     */
    public HttpResponse<byte[]> getBytes(URI uri, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> response = response(request(uri, headers));
        if (response.body().length > MAX_BYTES) {
            throw new TooLargeException();
        }
        return response;
    }

    private static HttpRequest.Builder request(URI uri, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).GET();
        headers.forEach(request::header);
        return request;
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
        HttpResponse<byte[]> response = response(request);
        boolean gzip = response.headers()
                .firstValue("Content-Encoding")
                .filter("gzip"::equalsIgnoreCase)
                .isPresent();
        return new Answer(
                response.uri(),
                response.statusCode(),
                response.headers(),
                new String(gzip ? unpack(response.body()) : response.body(), StandardCharsets.UTF_8));
    }

    private HttpResponse<byte[]> response(HttpRequest.Builder request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> sending = http.sendAsync(
                request.timeout(WHOLE_REQUEST)
                        .header("User-Agent", "dcss-events")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        try {
            return sending.get(WHOLE_REQUEST.toMillis(), TimeUnit.MILLISECONDS);
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

    private static final class TooLargeException extends IOException {

        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super("an answer of more than " + MAX_BYTES + " bytes");
        }
    }

    private static byte[] unpack(byte[] packed) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] text = in.readNBytes(MAX_BYTES + 1);
            if (text.length > MAX_BYTES) {
                throw new TooLargeException();
            }
            return text;
        }
    }
}
