package org.dcss.eventstore.query;

import org.dcss.eventstore.platform.telemetry.Measurements;
import org.dcss.eventstore.platform.telemetry.Metric;
import org.dcss.eventstore.query.answer.Answer;

/** What query measures of each answer. */
final class QueryMetrics {

    private static final Metric EVENTS_READ = Metric.logged("EventsRead");
    private static final Metric NOT_MODIFIED = Metric.logged("NotModified");
    /** Items that a later version of this store has written, or nobody should have. */
    private static final Metric UNKNOWN_ITEMS = Metric.logged("UnknownItems");

    private static final Metric UNANSWERED = Metric.logged("Unanswered");
    /** How far behind now a page of the feed leaves its reader: the settle time for those who keep up. */
    private static final Metric FEED_LAG = Metric.millis("FeedLagMillis");

    private QueryMetrics() {}

    static Measurements of(String requestId, Answer answer) {
        int status = answer.response().getStatusCode();
        Measurements measured = new Measurements(requestId)
                .count(EVENTS_READ, answer.events())
                .count(NOT_MODIFIED, status == 304 ? 1 : 0)
                .count(UNKNOWN_ITEMS, answer.unknown())
                .count(UNANSWERED, status == 503 ? 1 : 0);
        answer.lag().ifPresent(lag -> measured.sample(FEED_LAG, lag));
        return measured;
    }
}
