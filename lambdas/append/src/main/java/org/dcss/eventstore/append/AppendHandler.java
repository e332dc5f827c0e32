package org.dcss.eventstore.append;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import org.dcss.eventstore.core.key.KeyTable;
import org.dcss.eventstore.core.stream.Outbox;
import org.dcss.eventstore.core.stream.StreamTable;
import org.dcss.eventstore.intake.key.Authenticator;
import org.dcss.eventstore.intake.key.KeyUse;
import org.dcss.eventstore.platform.Json;
import org.dcss.eventstore.platform.function.Assembly;
import org.dcss.eventstore.platform.function.Host;
import org.dcss.eventstore.platform.function.Platform;

/**
 * Appends to streams for the gateway, and passes on for the schedule what appends left pending. Which of the two invokes it is told
 * by the event. Safe for use by several threads.
 */
public final class AppendHandler implements RequestStreamHandler {

    /** A member of every event of the gateway's, and of no event of the schedule's. */
    private static final String OF_GATEWAY = "routeKey";

    /** A member of every event of the schedule's, and of no event of the gateway's. */
    private static final String OF_SCHEDULE = "source";

    /**
     * What the handler is made of.
     *
     * @param keys without a cache, to open a connection by
     * @param streams to open a connection by
     */
    record Parts(
            KeyTable keys,
            StreamTable streams,
            Authenticator authenticator,
            KeyUse keyUse,
            Appends appends,
            Outbox outbox,
            Platform platform) {}

    private final AppendApi api;
    private final OutboxRun outbox;

    /** As Lambda makes it: set up by the environment. */
    public AppendHandler() {
        this(Host.lambda(System.getenv(), Clock.systemUTC()));
    }

    /** Set up by another host. */
    public AppendHandler(Host host) {
        this(Assembly.start(AppendFunction::new, host));
    }

    AppendHandler(Parts parts) {
        this.api = new AppendApi(parts);
        this.outbox = new OutboxRun(parts.outbox(), parts.platform());
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        byte[] event = input.readAllBytes();
        RequestStreamHandler handler = isOfSchedule(event) ? outbox : api;
        handler.handleRequest(new ByteArrayInputStream(event), output, context);
    }

    /** Reads no further than to the first member that tells; what is no event at all is for the gateway's handler to say. */
    private static boolean isOfSchedule(byte[] event) throws IOException {
        try (JsonParser json = Json.FACTORY.createParser(event)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (name.equals(OF_SCHEDULE) || name.equals(OF_GATEWAY)) {
                    return name.equals(OF_SCHEDULE);
                }
                Json.skipValue(json);
            }
            return false;
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
