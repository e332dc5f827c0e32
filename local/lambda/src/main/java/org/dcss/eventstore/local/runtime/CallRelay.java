package org.dcss.eventstore.local.runtime;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Passes a function's call to what stands in for AWS. Safe for use by several threads. */
public final class CallRelay {

    /** Headers that the server and the client make their own of. */
    private static final Set<String> OF_ONE_CONNECTION = Set.of(
            "connection",
            "content-length",
            "date",
            "expect",
            "host",
            "keep-alive",
            "server",
            "transfer-encoding",
            "upgrade");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Passes a request on with this body. */
    public HttpResponse<byte[]> send(Request request, byte[] body, URI upstream)
            throws IOException, InterruptedException {
        HttpRequest.Builder call = HttpRequest.newBuilder(
                        upstream.resolve(request.getHttpURI().getPathQuery()))
                .method(request.getMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (HttpField header : request.getHeaders()) {
            if (!OF_ONE_CONNECTION.contains(header.getLowerCaseName())) {
                call.header(header.getName(), String.valueOf(header.getValue()));
            }
        }
        return http.send(call.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Passes the answer back. */
    public static void answer(HttpResponse<byte[]> answer, Response response, Callback callback) {
        response.setStatus(answer.statusCode());
        answer.headers().map().forEach((name, values) -> {
            if (!OF_ONE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                response.getHeaders().put(name, values);
            }
        });
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }
}
