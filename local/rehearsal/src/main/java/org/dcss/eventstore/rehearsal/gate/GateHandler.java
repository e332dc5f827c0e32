package org.dcss.eventstore.rehearsal.gate;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dcss.eventstore.rehearsal.deployed.Arn;
import org.dcss.eventstore.rehearsal.deployed.DeployedFunction;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Passes a call on, or refuses it as AWS does. Signatures are not checked: nothing comes from elsewhere. */
final class GateHandler extends Handler.Abstract {

    private static final Pattern ACCESS_KEY = Pattern.compile("Credential=([^/]+)/");
    private static final Set<String> OF_ONE_CONNECTION =
            Set.of("connection", "content-length", "expect", "host", "keep-alive", "transfer-encoding", "upgrade");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, DeployedFunction> callers;
    private final Upstreams upstreams;
    private final Consumer<String> refusals;

    GateHandler(Map<String, DeployedFunction> callers, Upstreams upstreams, Consumer<String> refusals) {
        this.callers = callers;
        this.upstreams = upstreams;
        this.refusals = refusals;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        byte[] body;
        try (InputStream content = Content.Source.asInputStream(request)) {
            body = content.readAllBytes();
        }
        String authorization = request.getHeaders().get("authorization");
        if (authorization == null && request.getMethod().equals("GET")) {
            // Asks for nothing, so nothing is refused: it only opens a connection.
            answer(403, "MissingAuthenticationTokenException", "no signature", response, callback);
            return true;
        }
        DeployedFunction caller = callers.get(accessKey(authorization));
        if (caller == null) {
            refuse("UnrecognizedClientException", "unknown access key", response, callback);
            return true;
        }
        String target = String.valueOf(request.getHeaders().get("x-amz-target"));
        List<AwsCall> calls = isForBuckets(authorization)
                ? AwsCall.ofBucket(request.getMethod(), request.getHttpURI().getDecodedPath())
                : AwsCall.parse(target, body, Arn.parse(caller.settings().arn()));
        Optional<String> notAllowed = calls.isEmpty() ? Optional.of(target) : notAllowed(caller, calls);
        if (notAllowed.isPresent()) {
            refuse(
                    "AccessDeniedException",
                    caller.role() + " is not authorized to perform " + notAllowed.get(),
                    response,
                    callback);
            return true;
        }
        // The tables of a transaction are in one engine.
        pass(upstreams.of(calls.get(0)), request, body, response, callback);
        return true;
    }

    private static Optional<String> notAllowed(DeployedFunction caller, List<AwsCall> calls) {
        return calls.stream()
                .filter(call -> !caller.mayDo().allows(call.action(), call.resource()))
                .map(call -> call.action() + " on " + call.resource())
                .findFirst();
    }

    /** S3 has no protocol of targets: the signature says which service is meant. */
    private static boolean isForBuckets(@Nullable String authorization) {
        return authorization != null && authorization.contains("/s3/aws4_request");
    }

    private static String accessKey(@Nullable String authorization) {
        Matcher key = ACCESS_KEY.matcher(authorization == null ? "" : authorization);
        return key.find() ? key.group(1) : "";
    }

    private void pass(URI upstream, Request request, byte[] body, Response response, Callback callback)
            throws IOException, InterruptedException {
        HttpRequest.Builder call = HttpRequest.newBuilder(
                        upstream.resolve(request.getHttpURI().getPathQuery()))
                .method(request.getMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (HttpField header : request.getHeaders()) {
            if (!OF_ONE_CONNECTION.contains(header.getLowerCaseName())) {
                call.header(header.getName(), String.valueOf(header.getValue()));
            }
        }
        HttpResponse<byte[]> answer = http.send(call.build(), HttpResponse.BodyHandlers.ofByteArray());
        response.setStatus(answer.statusCode());
        answer.headers().map().forEach((name, values) -> {
            if (!OF_ONE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                response.getHeaders().put(name, values);
            }
        });
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }

    private void refuse(String type, String message, Response response, Callback callback) {
        refusals.accept(message);
        answer(400, type, message, response, callback);
    }

    private static void answer(int status, String type, String message, Response response, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put("content-type", "application/x-amz-json-1.0");
        String body = "{\"__type\":\"com.amazon.coral.service#" + type + "\",\"message\":\"" + message + "\"}";
        response.write(true, StandardCharsets.UTF_8.encode(body), callback);
    }
}
