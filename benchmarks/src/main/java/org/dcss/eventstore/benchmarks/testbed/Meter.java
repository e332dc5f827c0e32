package org.dcss.eventstore.benchmarks.testbed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;
import org.dcss.eventstore.local.engines.Engines;
import org.dcss.eventstore.local.runtime.CallRelay;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Stands before both engines, with TLS or without, passes calls on and counts them. It asks DynamoDB Local what each call
 * consumes, which engines that check no signature allow.
 */
public final class Meter extends Handler.Abstract implements Closeable {

    /** Calls, and what they are charged as: a call of SQS counts once for each 64 KB of its payload. */
    public record Count(double calls, double writeUnits, double readUnits, double queueRequests) {

        private Count plus(Count more) {
            return new Count(
                    calls + more.calls,
                    writeUnits + more.writeUnits,
                    readUnits + more.readUnits,
                    queueRequests + more.queueRequests);
        }

        /** One of so many that took the same. */
        public Count each(int times) {
            return new Count(calls / times, writeUnits / times, readUnits / times, queueRequests / times);
        }
    }

    private static final Count NONE = new Count(0, 0, 0, 0);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> WRITES =
            Set.of("BatchWriteItem", "TransactWriteItems", "PutItem", "UpdateItem", "DeleteItem");
    private static final Set<String> READS = Set.of("BatchGetItem", "GetItem", "Query");
    private static final double QUEUE_PIECE = 64 * 1024;
    private static final double WRITE_UNIT = 1024;

    private final CallRelay relay = new CallRelay();
    private final Server server = new Server();
    private final Engines engines;
    private final URI dynamoDb;
    private final URI sqs;
    private Count passed = NONE;

    /** Listens on free ports of loopback, by TLS if there are certificates. */
    public Meter(Engines engines, Optional<Certificates> certificates) throws IOException {
        this.engines = engines;
        server.setHandler(this);
        try {
            this.dynamoDb = listen(certificates);
            this.sqs = listen(certificates);
            server.start();
        } catch (Exception e) {
            throw new IOException("cannot listen on loopback", e);
        }
    }

    private URI listen(Optional<Certificates> certificates) throws IOException {
        ServerConnector connector = new ServerConnector(server);
        if (certificates.isPresent()) {
            SslContextFactory.Server tls = new SslContextFactory.Server();
            tls.setKeyStorePath(certificates.get().keys().toString());
            tls.setKeyStorePassword(Certificates.PASSWORD);
            connector = new ServerConnector(server, tls);
        }
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.open();
        server.addConnector(connector);
        String scheme = certificates.isPresent() ? "https" : "http";
        return URI.create(scheme + "://" + connector.getHost() + ":" + connector.getLocalPort());
    }

    /** Where clients find DynamoDB. */
    public URI dynamoDb() {
        return dynamoDb;
    }

    /** Where clients find SQS. */
    public URI sqs() {
        return sqs;
    }

    /** What has passed since this was last asked. */
    public synchronized Count take() {
        Count taken = passed;
        passed = NONE;
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
        boolean toQueue = Request.getLocalPort(request) == sqs.getPort();
        URI engine = toQueue ? engines.sqs().endpoint() : engines.dynamoDb().endpoint();
        HttpResponse<byte[]> answer = relay.send(request, body, engine);
        if (table) {
            double units = units(body, answer);
            add(WRITES.contains(action) ? new Count(1, units, 0, 0) : new Count(1, 0, units, 0));
        } else {
            add(new Count(1, 0, 0, Math.max(1, Math.ceil(body.length / QUEUE_PIECE))));
        }
        CallRelay.answer(answer, response, callback);
        return true;
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
