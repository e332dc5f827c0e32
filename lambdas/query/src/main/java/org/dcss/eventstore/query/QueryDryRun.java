package org.dcss.eventstore.query;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.StringJoiner;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.platform.CannedAnswers;
import org.dcss.eventstore.platform.InvocationContext;
import org.dcss.eventstore.platform.Priming;

/** Reads the feed, a day and an event, the whole way but for AWS: the events are always the same. For one thread. */
final class QueryDryRun implements Priming.Step {

    private static final Instant NOW = Instant.parse("2026-01-03T12:00:00Z");
    /** Settled, however long that takes. */
    private static final Duration AGO = Duration.ofMinutes(11);

    private static final int EVENTS = 10;

    /** Stands at noon, so that all is of one day. */
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static final String REQUEST = "{'version':'2.0','routeKey':'GET /events%s','rawPath':'/events',"
            + "'rawQueryString':'','headers':{'accept-encoding':'%s','host':'local'},'queryStringParameters':{%s},"
            + "'pathParameters':{%s},'requestContext':{'domainName':'local','requestId':'dry',"
            + "'http':{'method':'GET','path':'/events'}},'isBase64Encoded':false}";

    private final QueryHandler handler;
    private final Runnable closing;
    private final InvocationContext context = new InvocationContext("query", Duration.ofMinutes(1), CLOCK);

    /** @param wiring over {@link #answers()}, by {@link #CLOCK} */
    QueryDryRun(QueryWiring wiring, Runnable closing) {
        this.closing = closing;
        this.handler = new QueryHandler(wiring);
    }

    /** What AWS says in a dry run. */
    static CannedAnswers answers() {
        StringJoiner items = new StringJoiner(",", "{\"Items\":[", "]}");
        for (int i = 0; i < EVENTS; i++) {
            items.add(item(Slot.at(NOW.minus(AGO).plusMillis(i))));
        }
        String found = items.toString();
        String one = "{\"Item\":" + item(Slot.at(NOW.minus(AGO))) + "}";
        return new CannedAnswers(Map.of("Query", request -> found, "GetItem", request -> one));
    }

    private static String item(Slot slot) {
        return ("{'ts_day':{'N':'%d'},'ts':{'N':'%d'},'accepted':{'N':'%d'},'id':{'S':'~AAAAAAAAAAAAAAAAAAAAAA'},"
                        + "'type':{'S':'milestone'},'src':{'S':'cpo'},'data':{'S':'{\\'v\\':\\'0.34.0\\'}'}}")
                .formatted(slot.day().startMillis(), slot.millis(), slot.millis())
                .replace('\'', '"');
    }

    @Override
    public void run() throws IOException {
        long first = NOW.minus(AGO).toEpochMilli();
        long day = Day.containing(NOW).startMillis();
        read("", "gzip", "'after':'" + (first - 1) + "','limit':'100'", "");
        read("", "identity", "'after':'" + (first - 1) + "'", "");
        read("", "gzip", "'ts_day':'" + day + "'", "");
        read("/{ts}", "gzip", "", "'ts':'" + first + "'");
    }

    @Override
    public void close() {
        closing.run();
    }

    private void read(String route, String encoding, String query, String path) throws IOException {
        String request = REQUEST.formatted(route, encoding, query, path).replace('\'', '"');
        ByteArrayOutputStream answer = new ByteArrayOutputStream(4096);
        handler.handleRequest(new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8)), answer, context);
        if (!answer.toString(StandardCharsets.UTF_8).startsWith("{\"statusCode\":200")) {
            throw new IllegalStateException("not answered with 200");
        }
    }
}
