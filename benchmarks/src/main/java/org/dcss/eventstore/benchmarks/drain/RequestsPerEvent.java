package org.dcss.eventstore.benchmarks.drain;

import java.util.List;
import org.dcss.eventstore.benchmarks.drain.ConsumerDrain.Drained;
import org.dcss.eventstore.benchmarks.harness.Table;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.benchmarks.workload.StoredEvents;
import org.dcss.eventstore.core.message.Message;

/** How many requests to DynamoDB an event takes, as its slot is free, taken or too old. */
final class RequestsPerEvent {

    private final Target target;
    private final Workload workload;
    private final ConsumerDrain patient;
    private final ConsumerDrain impatient;
    private final Table table = new Table(
            "Requests to DynamoDB", "events | requests/event | at most | late | events/s | sent | in the table");

    /**
     * Requests per event.
     *
     * @param impatient has the default settling time
     */
    RequestsPerEvent(Target target, Workload workload, ConsumerDrain patient, ConsumerDrain impatient) {
        this.target = target;
        this.workload = workload;
        this.patient = patient;
        this.impatient = impatient;
    }

    Table measure() throws Exception {
        System.err.println("Requests to DynamoDB");
        add("no slot taken", "1.1", patient, workload.amongTaken(0));
        add("30 % of the slots taken", "1.5", patient, workload.amongTaken(30));
        add("90 % of the slots taken", "2.5", patient, workload.amongTaken(90));
        add("with clients' ids", "2.1", patient, workload.withClientsIds());
        add("late", "2.1", impatient, workload.late());
        add("late, with clients' ids", "2.1", impatient, workload.lateWithClientsIds());
        return table;
    }

    private void add(String events, String atMost, ConsumerDrain consumer, List<Message> backlog) throws Exception {
        long before = StoredEvents.count(target);
        Drained drained = consumer.drain(backlog);
        table.row(
                events,
                drained.requestsPerEvent(),
                atMost,
                drained.late(),
                drained.perSecond(),
                backlog.size(),
                StoredEvents.count(target) - before);
    }
}
