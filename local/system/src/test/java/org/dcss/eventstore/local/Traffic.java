package org.dcss.eventstore.local;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.message.MessageCodec;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** Messages of several sources: most new, some late, some sent twice, some sent again under the client's id. */
final class Traffic {

    private static final List<Source> SOURCES = List.of(new Source("cpo"), new Source("cao"), new Source("cdi"));
    private static final Duration OLDEST = Duration.ofHours(1);

    private final SqsClient sqs;
    private final String url;
    private final Clock clock;
    private final Random random;
    private final List<Message> sent = new ArrayList<>();

    Traffic(SqsClient sqs, String url, Clock clock, long seed) {
        this.sqs = sqs;
        this.url = url;
        this.clock = clock;
        this.random = new Random(seed);
    }

    /** Sends so many events with pauses, and returns the messages in the order they were sent in. */
    List<Message> send(int events) throws InterruptedException {
        for (int i = 0; i < events; i++) {
            boolean named = random.nextInt(6) == 0;
            Message message = message(named ? new EventId("client-" + i) : storeMade());
            send(message);
            if (random.nextInt(5) == 0) {
                send(message);
            }
            if (named) {
                send(startingNow(message.event()));
            }
            if (random.nextInt(20) == 0) {
                send(sent.get(random.nextInt(sent.size())));
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(20));
        }
        return List.copyOf(sent);
    }

    private Message message(EventId id) {
        boolean late = random.nextInt(6) == 0;
        Instant accepted = late ? clock.instant().minusMillis(random.nextLong(OLDEST.toMillis())) : clock.instant();
        Event event = new Event(
                id,
                new EventType("milestone"),
                SOURCES.get(random.nextInt(SOURCES.size())),
                Instant.ofEpochMilli(accepted.toEpochMilli()),
                "{\"name\":\"" + id + "\"}");
        return new Message(event, Slot.at(accepted));
    }

    private Message startingNow(Event event) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        return new Message(new Event(event.id(), event.type(), event.src(), now, event.data()), Slot.at(now));
    }

    private EventId storeMade() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return EventId.fromRandom(bytes);
    }

    private void send(Message message) {
        SendMessageRequest.Builder request =
                SendMessageRequest.builder().queueUrl(url).messageBody(MessageCodec.encode(message));
        if (url.endsWith(".fifo")) {
            // Another one each time, since this is not about what SQS itself sorts out.
            request.messageGroupId(message.event().src().name()).messageDeduplicationId("send-" + sent.size());
        }
        sqs.sendMessage(request.build());
        sent.add(message);
    }
}
