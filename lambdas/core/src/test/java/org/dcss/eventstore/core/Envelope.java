package org.dcss.eventstore.core;

/** One message in the queue, and where it is. Times are in microseconds. */
final class Envelope {

    enum Place {
        QUEUED,
        /** In the DLQ after too many deliveries; will be redriven. */
        DEAD,
        /** In the DLQ for good. */
        POISON,
        DELETED
    }

    /** The message as one consumer got it. */
    record Delivery(Envelope envelope, int receipt) {

        Message message() {
            return envelope.message;
        }

        /** Whether the message has been delivered again since. */
        boolean isOutdated() {
            return receipt != envelope.receipt;
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
        return new Delivery(this, receipt);
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
        giveBack(now);
    }

    void giveBack(long now) {
        inFlight = false;
        visibleAt = now;
    }
}
