package org.dcss.eventstore.benchmarks.drain;

import org.dcss.eventstore.benchmarks.drain.ConsumerDrain.Drained;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.load.Stand;
import org.dcss.eventstore.benchmarks.load.StoredEvents;

/** How many requests to DynamoDB an event takes, as its slot is free, taken or too old. */
final class RequestsPerEvent {

    private final Stand stand;
    private final Workload workload;
    private final ConsumerDrain patient;
    private final ConsumerDrain impatient;
    private final Table table = new Table(
            "Requests to DynamoDB",
            "events",
            "requests/event",
            "at most",
            "conflicts/event",
            "late",
            "events/s",
            "sent",
            "in the table");

    /**
     * Requests per event.
     *
     * @param impatient has local mode's settling time
     */
    RequestsPerEvent(Stand stand, Workload workload, ConsumerDrain patient, ConsumerDrain impatient) {
        this.stand = stand;
        this.workload = workload;
        this.patient = patient;
        this.impatient = impatient;
    }

    Table measure() throws Exception {
        add("no slot taken", "1.1", patient, workload.amongTaken(0));
        add("30 % of the slots taken", "1.5", patient, workload.amongTaken(30));
        add("90 % of the slots taken", "2.5", patient, workload.amongTaken(90));
        add("with clients' ids", "2.1", patient, workload.named());
        add("late", "2.1", impatient, workload.late());
        add("late, with clients' ids", "2.1", impatient, workload.lateNamed());
        return table;
    }

    private void add(String events, String atMost, ConsumerDrain consumer, Backlog backlog) throws Exception {
        long before = StoredEvents.count(stand.engines().dynamoDbClient(), Stand.EVENTS);
        Drained drained = consumer.drain(backlog);
        long after = StoredEvents.count(stand.engines().dynamoDbClient(), Stand.EVENTS);
        table.row(
                events,
                drained.requestsPerEvent(),
                atMost,
                drained.conflictsPerEvent(),
                drained.late(),
                drained.perSecond(),
                backlog.size(),
                after - before);
    }
}
