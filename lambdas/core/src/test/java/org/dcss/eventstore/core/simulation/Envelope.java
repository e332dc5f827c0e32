package org.dcss.eventstore.core.simulation;

import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.message.Message;

/** One message in the queue, and where it is. Times are in microseconds. */
final class Envelope {

    enum Place {
        QUEUED,
        /** In the DLQ after too many deliveries; will be redriven. */
        DEAD,
        /** In the DLQ for good. */
        POISON,
        DELETED,
        /** Deleted because its id stands for another content. */
        CONFLICT
    }

    /** The message as one consumer got it. */
    record Delivery(Envelope envelope, int redrives, int receipt, boolean again) {

        Message message() {
            return envelope.message;
        }

        org.dcss.eventstore.core.write.Delivery toProtocol() {
            return new org.dcss.eventstore.core.write.Delivery(
                    envelope.message, "m" + envelope.number + "." + redrives, again);
        }

        /** Whether the message has been delivered again since. */
        boolean isOutdated() {
            return receipt != envelope.receipt;
        }

        /** Whether the message has moved to the DLQ since, so that whoever gets it next takes it for a new one. */
        boolean isGivenUp() {
            return redrives < envelope.redrives || envelope.place == Place.DEAD || envelope.place == Place.POISON;
        }
    }

    private final int number;
    private final Message message;
    private Place place = Place.QUEUED;
    private long visibleAt;
    private boolean inFlight;
    private int receives;
    private int receipt;
    private int calmDeliveries;
    private boolean beside;
    private int redrives;

    Envelope(int number, Message message, long visibleAt) {
        this.number = number;
        this.message = message;
        this.visibleAt = visibleAt;
    }

    int number() {
        return number;
    }

    Message message() {
        return message;
    }

    int redrives() {
        return redrives;
    }

    String content() {
        return Invariants.content(message.event());
    }

    /** Whether it holds an event of this id and content. */
    boolean isOf(Event event) {
        return key().toString().equals(event.key().toString()) && content().equals(Invariants.content(event));
    }

    EventKey key() {
        return message.event().key();
    }

    Place place() {
        return place;
    }

    boolean isQueued() {
        return place == Place.QUEUED;
    }

    /** Whether it was ever in the DLQ, and so may be stored out of its source's order. */
    boolean wasDead() {
        return beside;
    }

    /** Whether it was delivered and its visibility timeout has not been ended. */
    boolean isInFlight() {
        return inFlight;
    }

    boolean isVisible(long now) {
        return isQueued() && visibleAt <= now;
    }

    long visibleAt() {
        return visibleAt;
    }

    int receives() {
        return receives;
    }

    /**
     * Delivers it.
     *
     * @param hidden whether nobody else gets it before it is visible again
     */
    Delivery deliver(boolean hidden, long visibleAgainAt) {
        receives++;
        receipt++;
        inFlight = hidden;
        visibleAt = visibleAgainAt;
        return new Delivery(this, redrives, receipt, receives > 1);
    }

    /** Counts a delivery while nothing is wrong; returns how many there were. */
    int deliveredInCalm() {
        return ++calmDeliveries;
    }

    void move(Place to) {
        place = to;
        beside |= to == Place.DEAD || to == Place.POISON;
    }

    /** Makes it visible, as if never delivered before. */
    void redrive(long now) {
        place = Place.QUEUED;
        receives = 0;
        redrives++;
        giveBack(now);
    }

    void giveBack(long now) {
        inFlight = false;
        visibleAt = now;
    }
}
