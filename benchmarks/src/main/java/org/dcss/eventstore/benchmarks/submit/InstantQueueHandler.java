package org.dcss.eventstore.benchmarks.submit;

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
import org.dcss.eventstore.core.key.KeyTable;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.message.MessageCodec;
import org.dcss.eventstore.platform.FreshRandom;
import org.dcss.eventstore.platform.function.Platform;
import org.dcss.eventstore.platform.telemetry.EmbeddedMetrics;
import org.dcss.eventstore.platform.telemetry.Log;
import org.dcss.eventstore.submit.SubmitHandler;
import org.dcss.eventstore.submit.Submitter;
import org.dcss.eventstore.submit.event.EventCheck;
import org.dcss.eventstore.submit.event.SchemaCatalog;
import org.dcss.eventstore.submit.key.Authenticator;
import org.dcss.eventstore.submit.key.CachedKeyTable;
import org.dcss.eventstore.submit.key.KeyUse;
import org.dcss.eventstore.submit.queue.SendResult;

/** The handler over a queue that confirms at once, so that what is measured is the handler's own work. */
final class InstantQueueHandler {

    private static final String SERVICE = "dcss-event-store";
    private static final int MAX_EVENT_BYTES = 65_536;

    private InstantQueueHandler() {}

    /**
     * A handler that knows one key.
     *
     * @param out takes the log and the metrics, as standard output does on Lambda
     */
    static RequestStreamHandler make(String key, Source src, Clock clock, PrintStream out) {
        String hash = KeyHash.of(key);
        KeyRecord known = new KeyRecord(src, "", Instant.EPOCH, Optional.empty(), Optional.empty());
        KeyTable keys = asked -> Optional.of(known).filter(any -> asked.equals(hash));
        FreshRandom random = new FreshRandom();
        Log log = new Log(SERVICE, clock, out);
        return new SubmitHandler(new SubmitHandler.Parts(
                keys,
                new Authenticator(new CachedKeyTable(keys, Duration.ofMinutes(1), clock), clock),
                new Submitter(
                        new EventCheck(SchemaCatalog.load(), MAX_EVENT_BYTES),
                        InstantQueueHandler::confirm,
                        () -> EventId.fromRandom(random.bytes(EventId.RANDOM_BYTES)),
                        clock),
                new KeyUse((asked, day) -> {}, Runnable::run, clock, log),
                new Platform(clock, log, new EmbeddedMetrics("DcssEventStore", SERVICE, clock, out))));
    }

    /** Confirms what could be sent: a message's text is made all the same. */
    private static List<SendResult> confirm(List<Message> messages, Instant answerBy) {
        return messages.stream()
                .<SendResult>map(message ->
                        MessageCodec.encode(message).isEmpty() ? new SendResult.Failed("empty") : new SendResult.Sent())
                .toList();
    }
}
