package org.dcss.eventstore.benchmarks.testbed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Stands before an engine, with TLS or without, passes calls on and counts them. It asks DynamoDB Local what each call
 * consumes, which engines that check no signature allow.
 */
public final class Meter extends Handler.Abstract implements Closeable {

    /**
     * Calls, and what they are charged as.
     *
     * @param queueRequests of SQS: a call counts once for each 64 KB of its payload
     */
    public record Count(int calls, double writeUnits, double readUnits, long queueRequests) {

        static final Count NONE = new Count(0, 0, 0, 0);

        public Count plus(Count more) {
            return new Count(
                    calls + more.calls,
                    writeUnits + more.writeUnits,
                    readUnits + more.readUnits,
                    queueRequests + more.queueRequests);
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Headers of one connection only; the server and the client make their own. */
    private static final Set<String> OWN =
            Set.of("host", "connection", "content-length", "transfer-encoding", "expect", "upgrade", "date", "server");

    private static final Set<String> WRITES =
            Set.of("BatchWriteItem", "TransactWriteItems", "PutItem", "UpdateItem", "DeleteItem");
    private static final Set<String> READS = Set.of("BatchGetItem", "GetItem", "Query");
    private static final int QUEUE_PIECE = 64 * 1024;
    private static final double WRITE_UNIT = 1024;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Server server = new Server();
    private final URI behind;
    private Count passed = Count.NONE;

    private Meter(URI behind) {
        this.behind = behind;
    }

    /**
     * Listens on a free port of loopback.
     *
     * @param certificates by which it speaks TLS, if it is to
     */
    public static Meter before(URI behind, Optional<Certificates> certificates) throws IOException {
        Meter meter = new Meter(behind);
        HttpClient.Builder own = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        SslContextFactory.Server tls = new SslContextFactory.Server();
        if (certificates.isPresent()) {
            SSLContext context = certificates.get().context();
            tls.setSslContext(context);
            own.sslContext(context);
        }
        ServerConnector connector =
                certificates.isPresent() ? new ServerConnector(meter.server, tls) : new ServerConnector(meter.server);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        meter.server.addConnector(connector);
        meter.server.setHandler(meter);
        try {
            meter.server.start();
            // So that nobody's first call waits for what is done only once.
            own.build().send(HttpRequest.newBuilder(meter.uri()).build(), HttpResponse.BodyHandlers.discarding());
            meter.take();
            return meter;
        } catch (Exception e) {
            throw new IOException("cannot listen on loopback", e);
        }
    }

    /** Where clients find it. */
    public URI uri() {
        return server.getURI();
    }

    /** What has passed since this was last asked. */
    public synchronized Count take() {
        Count taken = passed;
        passed = Count.NONE;
        return taken;
    }

    private synchronized void add(Count more) {
        passed = passed.plus(more);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String action = String.valueOf(request.getHeaders().get("x-amz-target")).replaceFirst(".*\\.", "");
        boolean table = WRITES.contains(action) || READS.contains(action);
        byte[] body;
        try (InputStream content = Content.Source.asInputStream(request)) {
            body = content.readAllBytes();
        }
        if (table) {
            body = JSON.writeValueAsBytes(((ObjectNode) JSON.readTree(body)).put("ReturnConsumedCapacity", "TOTAL"));
        }
        HttpRequest.Builder call = HttpRequest.newBuilder(
                        behind.resolve(request.getHttpURI().getPathQuery()))
                .method(request.getMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (HttpField field : request.getHeaders()) {
            if (isPassedOn(field.getName())) {
                call.header(field.getName(), field.getValue());
            }
        }
        HttpResponse<byte[]> answer = client.send(call.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (table) {
            double units = units(body, answer);
            add(WRITES.contains(action) ? new Count(1, units, 0, 0) : new Count(1, 0, units, 0));
        } else {
            add(new Count(1, 0, 0, Math.max(1, (body.length + QUEUE_PIECE - 1) / QUEUE_PIECE)));
        }
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

    /** A batch has a list of them. A write that fails its condition consumes what it would have; the answer does not say so. */
    private static double units(byte[] body, HttpResponse<byte[]> answer) throws IOException {
        JsonNode consumed = JSON.readTree(answer.body()).path("ConsumedCapacity");
        if (consumed.isArray()) {
            return consumed.valueStream()
                    .mapToDouble(table -> table.path("CapacityUnits").doubleValue())
                    .sum();
        }
        JsonNode units = consumed.path("CapacityUnits");
        return units.isNumber() ? units.doubleValue() : Math.ceil(body.length / WRITE_UNIT);
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("the meter did not stop", e);
        }
    }
}
