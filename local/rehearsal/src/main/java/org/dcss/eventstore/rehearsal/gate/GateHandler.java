package org.dcss.eventstore.rehearsal.gate;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dcss.eventstore.local.runtime.CallRelay;
import org.dcss.eventstore.rehearsal.deployed.Arn;
import org.dcss.eventstore.rehearsal.deployed.DeployedFunction;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Passes a call on, or refuses it as AWS does. Signatures are not checked: nothing comes from elsewhere. */
final class GateHandler extends Handler.Abstract {

    private static final Pattern ACCESS_KEY = Pattern.compile("Credential=([^/]+)/");

    private final CallRelay relay = new CallRelay();
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
        CallRelay.answer(relay.send(request, body, upstreams.of(calls.get(0))), response, callback);
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
