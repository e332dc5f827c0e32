package org.dcss.eventstore.local.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The paths of the runtime API, as in https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html, and of the
 * credentials that a function restored from a snapshot asks for.
 */
final class RuntimeHandler extends Handler.Abstract {

    static final String CREDENTIALS = "/2021-04-23/credentials";

    private static final String ROOT = "/2018-06-01/runtime/";
    private static final String INVOCATION = ROOT + "invocation/";
    private static final String FAR_FUTURE = "2099-01-01T00:00:00Z";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Mailbox mailbox;
    private final String arn;
    private final Credentials credentials;
    private final String token;

    /**
     * A handler.
     *
     * @param token what a request for the credentials must carry
     */
    RuntimeHandler(Mailbox mailbox, String arn, Credentials credentials, String token) {
        this.mailbox = mailbox;
        this.arn = arn;
        this.credentials = credentials;
        this.token = token;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath();
        switch (request.getMethod() + " " + path) {
            case "GET " + INVOCATION + "next" -> next(response, callback);
            case "GET " + ROOT + "restore/next" -> {
                mailbox.sleep();
                send(200, "", response, callback);
            }
            case "POST " + ROOT + "init/error", "POST " + ROOT + "restore/error" -> {
                mailbox.end("failed to start: " + error(body(request)));
                send(202, "{\"status\":\"OK\"}", response, callback);
            }
            case "GET " + CREDENTIALS -> credentials(request, response, callback);
            default -> {
                if (!request.getMethod().equals("POST") || !path.startsWith(INVOCATION)) {
                    return false;
                }
                report(path.substring(INVOCATION.length()), body(request), response, callback);
            }
        }
        return true;
    }

    private void next(Response response, Callback callback) throws InterruptedException {
        Invocation invocation = mailbox.take();
        String trace = UUID.randomUUID().toString().replace("-", "");
        response.getHeaders()
                .put("content-type", "application/json")
                .put("lambda-runtime-aws-request-id", invocation.id())
                .put("lambda-runtime-deadline-ms", invocation.deadline().toEpochMilli())
                .put("lambda-runtime-invoked-function-arn", arn)
                .put(
                        "lambda-runtime-trace-id",
                        "Root=1-" + trace.substring(0, 8) + "-" + trace.substring(8) + ";Sampled=0");
        response.write(true, ByteBuffer.wrap(invocation.request()), callback);
    }

    /** {@code path} is the request's id, a slash, and what became of it. */
    private void report(String path, byte[] body, Response response, Callback callback) throws IOException {
        String id = path.substring(0, Math.max(0, path.indexOf('/')));
        if (path.equals(id + "/response") && body.length > LambdaFunction.MAX_PAYLOAD_BYTES) {
            // The client reports this as the invocation's failure.
            send(413, "{\"errorType\":\"RequestEntityTooLarge\"}", response, callback);
            return;
        }
        boolean asked = path.equals(id + "/response")
                ? mailbox.answer(id, body)
                : path.equals(id + "/error") && mailbox.fail(id, "failed: " + error(body));
        send(
                asked ? 202 : 400,
                asked ? "{\"status\":\"OK\"}" : "{\"errorType\":\"InvalidRequestID\"}",
                response,
                callback);
    }

    private void credentials(Request request, Response response, Callback callback) throws IOException {
        if (!token.equals(request.getHeaders().get("authorization"))) {
            send(403, "", response, callback);
            return;
        }
        Map<String, String> answer = Map.of(
                "AccessKeyId", credentials.accessKeyId(),
                "SecretAccessKey", credentials.secretAccessKey(),
                "Token", credentials.sessionToken(),
                "Expiration", FAR_FUTURE);
        send(200, JSON.writeValueAsString(answer), response, callback);
    }

    private static byte[] body(Request request) throws IOException {
        try (InputStream body = Content.Source.asInputStream(request)) {
            return body.readAllBytes();
        }
    }

    private static String error(byte[] body) throws IOException {
        JsonNode error = JSON.readTree(body);
        return error.path("errorType").asText() + ": "
                + error.path("errorMessage").asText();
    }

    private static void send(int status, String body, Response response, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put("content-type", "application/json");
        response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
    }
}
