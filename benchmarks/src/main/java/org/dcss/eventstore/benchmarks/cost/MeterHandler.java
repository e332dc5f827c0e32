package org.dcss.eventstore.benchmarks.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Passes calls on. It asks DynamoDB Local what each call consumes, which engines that check no signature allow, and
 * counts that.
 */
final class MeterHandler extends Handler.Abstract {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Of one connection only; the server and the client make their own. */
    private static final Set<String> OWN =
            Set.of("host", "connection", "content-length", "transfer-encoding", "expect", "upgrade", "date", "server");

    private static final Set<String> WRITES = Set.of("PutItem", "UpdateItem", "DeleteItem");
    private static final Set<String> READS = Set.of("GetItem", "Query");
    private static final int QUEUE_PIECE = 64 * 1024;
    private static final int WRITE_UNIT = 1024;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI behind;
    private final List<Tally> passed = new ArrayList<>();

    MeterHandler(URI behind) {
        this.behind = behind;
    }

    Tally take() {
        synchronized (passed) {
            Tally sum = Tally.sum(passed);
            passed.clear();
            return sum;
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String target = String.valueOf(request.getHeaders().get("x-amz-target"));
        String action = target.substring(target.lastIndexOf('.') + 1);
        byte[] body = askForCapacity(action, body(request));
        HttpRequest.Builder call = HttpRequest.newBuilder(
                        behind.resolve(request.getHttpURI().getPathQuery()))
                .method(request.getMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (HttpField field : request.getHeaders()) {
            if (isPassedOn(field.getName())) {
                call.header(field.getName(), field.getValue());
            }
        }
        HttpResponse<byte[]> answer = client.send(call.build(), HttpResponse.BodyHandlers.ofByteArray());
        count(action, body, answer);
        response.setStatus(answer.statusCode());
        answer.headers().map().forEach((name, values) -> {
            if (isPassedOn(name)) {
                response.getHeaders().put(name, values);
            }
        });
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
        return true;
    }

    private static boolean isPassedOn(String header) {
        return !OWN.contains(header.toLowerCase(Locale.ROOT));
    }

    private static byte[] body(Request request) throws IOException {
        try (InputStream content = Content.Source.asInputStream(request)) {
            return content.readAllBytes();
        }
    }

    private static byte[] askForCapacity(String action, byte[] body) throws IOException {
        if (!WRITES.contains(action) && !READS.contains(action)) {
            return body;
        }
        ObjectNode call = (ObjectNode) JSON.readTree(body);
        return JSON.writeValueAsBytes(call.put("ReturnConsumedCapacity", "TOTAL"));
    }

    private void count(String action, byte[] body, HttpResponse<byte[]> answer) throws IOException {
        boolean table = WRITES.contains(action) || READS.contains(action);
        double units = table ? units(body, answer) : 0;
        long pieces = table ? 0 : Math.max(1, (body.length + QUEUE_PIECE - 1) / QUEUE_PIECE);
        synchronized (passed) {
            passed.add(new Tally(
                    Map.of(action, 1),
                    WRITES.contains(action) ? units : 0,
                    READS.contains(action) ? units : 0,
                    pieces));
        }
    }

    /** A write that fails its condition consumes what it would have; the answer does not say so. */
    private static double units(byte[] body, HttpResponse<byte[]> answer) throws IOException {
        JsonNode units = JSON.readTree(answer.body()).path("ConsumedCapacity").path("CapacityUnits");
        return units.isNumber() ? units.doubleValue() : Math.ceil(body.length / (double) WRITE_UNIT);
    }
}
