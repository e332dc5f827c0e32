package org.dcss.eventstore.platform;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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

    /** Makes the body of an answer from that of a request; both are JSON. */
    public interface Answer {
        String to(InputStream request) throws IOException;
    }

    /** Names the operation behind the last dot, such as {@code DynamoDB_20120810.GetItem}. */
    private static final String TARGET = "X-Amz-Target";

    private final Map<String, Answer> answers;

    /** @param answers by the name of the operation, such as {@code GetItem} */
    public CannedAnswers(Map<String, Answer> answers) {
        this.answers = Map.copyOf(answers);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Call(request);
    }

    private HttpExecuteResponse answer(HttpExecuteRequest request) throws IOException {
        String target = request.httpRequest().firstMatchingHeader(TARGET).orElse("");
        Answer answer = answers.get(target.substring(target.lastIndexOf('.') + 1));
        if (answer == null) {
            throw new IOException("no answer is at hand for " + target);
        }
        try (InputStream body = request.contentStreamProvider().orElseThrow().newStream()) {
            byte[] answered = answer.to(body).getBytes(StandardCharsets.UTF_8);
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
