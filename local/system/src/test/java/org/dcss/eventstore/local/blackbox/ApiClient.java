package org.dcss.eventstore.local.blackbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** HTTP to the event store. Every answer is checked for what none may hold. Safe for use by several threads. */
public final class ApiClient {

    public static final String JSON = "application/json";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI base;
    private final List<SourceKey> keys;

    public ApiClient(URI base, List<SourceKey> keys) {
        this.base = base;
        this.keys = List.copyOf(keys);
    }

    /** Submits one event or a batch. */
    public Answer submit(String key, String body) throws IOException, InterruptedException {
        return submit(key, body, Map.of());
    }

    public Answer submit(String key, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        return post(
                body.getBytes(StandardCharsets.UTF_8),
                with(Map.of("Authorization", key, "Content-Type", JSON), headers));
    }

    /** Posts to {@code /submit} with these headers and no others. */
    public Answer post(byte[] body, Map<String, String> headers) throws IOException, InterruptedException {
        return send("POST", "/submit", body, headers);
    }

    public Answer get(String pathAndQuery) throws IOException, InterruptedException {
        return get(pathAndQuery, Map.of());
    }

    public Answer get(String pathAndQuery, Map<String, String> headers) throws IOException, InterruptedException {
        return send("GET", pathAndQuery, new byte[0], headers);
    }

    /** Sends any request; a relative link is resolved as a browser would. */
    public Answer send(String method, String link, byte[] body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(link)).timeout(PATIENCE);
        headers.forEach(request::header);
        request.method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        Answer answer = new Answer(link, response.statusCode(), response.headers(), response.body());
        Leaks.check(answer, keys);
        return answer;
    }

    private static Map<String, String> with(Map<String, String> all, Map<String, String> more) {
        Map<String, String> both = new java.util.HashMap<>(all);
        both.putAll(more);
        return both;
    }
}
