package org.dcss.eventstore.submit.pixel;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.platform.http.HttpApi;
import org.dcss.eventstore.intake.queue.SendResult;
import org.dcss.eventstore.intake.queue.SubmissionQueue;

/**
 * An image of one pixel for web pages: each request for it is queued as an event of type {@code hit}. Needs no key, so who
 * asks may be anybody. Safe for use by several threads.
 */
public final class Pixel {

    /** The gateway's name for requests of it. */
    public static final String ROUTE = "GET /track.gif";

    private static final EventType HIT = new EventType("hit");

    /** 1 x 1, transparent, GIF89a, in Base64. */
    private static final String IMAGE = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

    private final Source src;
    private final SubmissionQueue queue;
    private final Supplier<EventId> newIds;
    private final Clock clock;

    /**
     * A pixel.
     *
     * @param src whose events they are
     * @param newIds never the same twice
     */
    public Pixel(Source src, SubmissionQueue queue, Supplier<EventId> newIds, Clock clock) {
        this.src = src;
        this.queue = queue;
        this.newIds = newIds;
        this.clock = clock;
    }

    public Source src() {
        return src;
    }

    /** What became of a hit. */
    public record Hit(EventId id, SendResult result) {}

    /** Queues what a request says of itself. */
    public Hit queue(APIGatewayV2HTTPEvent request, Instant answerBy) {
        Instant accepted = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Event event = new Event(newIds.get(), HIT, src, accepted, HitData.of(request));
        SendResult result = queue.send(List.of(new Message(event, Slot.at(accepted))), answerBy)
                .get(0);
        return new Hit(event.id(), result);
    }

    /** The image, which is answered whatever became of the hit. */
    public static APIGatewayV2HTTPResponse image() {
        APIGatewayV2HTTPResponse response =
                HttpApi.response(200, Map.of("Content-Type", "image/gif", "Cache-Control", "no-store"), IMAGE);
        response.setIsBase64Encoded(true);
        return response;
    }
}
