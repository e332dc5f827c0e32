package org.dcss.eventstore.platform.aws;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.platform.Json;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/**
 * An HTTP client that reaches nobody: each call to an AWS service is answered from memory, at once and with success.
 * For dry runs, which must neither wait for a service nor change anything there. Safe for use by several threads.
 */
public final class CannedAnswers implements SdkHttpClient {

    /** Names the operation behind the last dot, such as {@code DynamoDB_20120810.GetItem}. */
    private static final String TARGET = "X-Amz-Target";

    private static final String MD5 = "${md5-";

    private final Map<String, String> answers;

    /**
     * A client.
     *
     * @param answers by the name of the operation, such as {@code GetItem}; behind it, after a space, may stand a text, and
     *     then this answers the requests that hold that text; in them {@code ${md5-0}}, {@code ${md5-1}} and so
     *     on are the checksums of the messages that the request sends to a queue, which the SDK compares
     */
    public CannedAnswers(Map<String, String> answers) {
        this.answers = Map.copyOf(answers);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Call(request);
    }

    private HttpExecuteResponse answer(HttpExecuteRequest request) throws IOException {
        String target = request.httpRequest().firstMatchingHeader(TARGET).orElse("");
        String operation = target.substring(target.lastIndexOf('.') + 1);
        try (InputStream body = request.contentStreamProvider().orElseThrow().newStream()) {
            String answer = particular(operation, request).orElseGet(() -> answers.getOrDefault(operation, ""));
            if (answer.isEmpty()) {
                throw new IOException("no answer is at hand for " + target);
            }
            byte[] answered =
                    (answer.contains(MD5) ? withChecksums(answer, body) : answer).getBytes(StandardCharsets.UTF_8);
            return HttpExecuteResponse.builder()
                    .response(SdkHttpFullResponse.builder()
                            .statusCode(200)
                            .putHeader("Content-Type", "application/x-amz-json-1.0")
                            .putHeader("Content-Length", Integer.toString(answered.length))
                            .build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answered)))
                    .build();
        }
    }

    private Optional<String> particular(String operation, HttpExecuteRequest request) throws IOException {
        for (Map.Entry<String, String> entry : answers.entrySet()) {
            if (entry.getKey().startsWith(operation + " ")) {
                try (InputStream body =
                        request.contentStreamProvider().orElseThrow().newStream()) {
                    String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
                    if (text.contains(entry.getKey().substring(operation.length() + 1))) {
                        return Optional.of(entry.getValue());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static String withChecksums(String answer, InputStream request) throws IOException {
        String filled = answer;
        int messages = 0;
        try (JsonParser json = Json.FACTORY.createParser(request)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING && "MessageBody".equals(json.currentName())) {
                    filled = filled.replace(MD5 + messages + "}", md5(json.getText()));
                    messages++;
                }
            }
        }
        return filled;
    }

    private static String md5(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    private final class Call implements ExecutableHttpRequest {

        private final HttpExecuteRequest request;

        Call(HttpExecuteRequest request) {
            this.request = request;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            return answer(request);
        }

        @Override
        public void abort() {
            // It is over before anybody could abort it.
        }
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
