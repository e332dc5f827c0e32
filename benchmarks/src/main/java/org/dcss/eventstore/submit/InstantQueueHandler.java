package org.dcss.eventstore.submit;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.key.KeyHash;
import org.dcss.eventstore.core.key.KeyRecord;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.message.MessageCodec;
import org.dcss.eventstore.platform.EmbeddedMetrics;
import org.dcss.eventstore.platform.FreshRandom;
import org.dcss.eventstore.platform.Log;

/**
 * The handler over a queue that confirms at once, so that what can be measured is the handler's own work. It is in the
 * handler's package because nothing else needs to set the handler up this way.
 */
public final class InstantQueueHandler {

    private static final String SERVICE = "dcss-event-store";
    private static final int MAX_EVENT_BYTES = 65_536;

    private InstantQueueHandler() {}

    /**
     * A handler that knows one key.
     *
     * @param out takes the log and the metrics, as standard output does on Lambda
     */
    public static RequestStreamHandler make(String key, Source src, Clock clock, PrintStream out) {
        String hash = KeyHash.of(key);
        KeyRecord known = new KeyRecord(src, "", Instant.EPOCH, Optional.empty(), Optional.empty());
        CachedKeyTable keys = new CachedKeyTable(
                asked -> Optional.of(known).filter(any -> asked.equals(hash)), Duration.ofMinutes(1), clock);
        FreshRandom random = new FreshRandom();
        Submitter submitter = new Submitter(
                new EventCheck(SchemaCatalog.load(), MAX_EVENT_BYTES),
                InstantQueueHandler::confirm,
                () -> EventId.fromRandom(random.bytes(EventId.RANDOM_BYTES)),
                clock);
        return new SubmitHandler(
                new Authenticator(keys, clock),
                submitter,
                new KeyUse((asked, day) -> {}, Runnable::run, clock, new Log(SERVICE, clock, out)),
                new EmbeddedMetrics("DcssEventStore", SERVICE, clock, out),
                new Log(SERVICE, clock, out),
                clock);
    }

    /** Confirms what could be sent: a message's text is made all the same. */
    private static List<SendResult> confirm(List<Message> messages, Instant answerBy) {
        return messages.stream()
                .<SendResult>map(message ->
                        MessageCodec.encode(message).isEmpty() ? new SendResult.Failed("empty") : new SendResult.Sent())
                .toList();
    }
}
