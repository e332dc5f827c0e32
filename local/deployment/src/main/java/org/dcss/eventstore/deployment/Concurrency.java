package org.dcss.eventstore.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether an account has room for a plan's functions.
 *
 * @param limit instances of all functions that the account may run at once
 * @param unreserved how many of them are kept for no function
 */
record Concurrency(int limit, int unreserved) {

    /** AWS keeps so many for functions without a reservation, and refuses what would leave fewer. */
    private static final int KEPT_FREE = 100;

    private static final String QUOTA =
            "Ask for more under Service Quotas, AWS Lambda, Concurrent executions (L-B99A9384).";

    List<Finding> judge(Plan plan) {
        List<Finding> findings = new ArrayList<>();
        List<PlannedFunction> more = plan.functions().stream()
                .filter(f -> f.reservedAfter() > f.reservedBefore())
                .toList();
        int free = unreserved
                - plan.functions().stream()
                        .mapToInt(f -> f.reservedAfter() - f.reservedBefore())
                        .sum();
        if (!more.isEmpty() && free < KEPT_FREE) {
            findings.add(new Finding.Refused("This account may run " + limit + " functions at once, "
                    + unreserved + " of them without a reservation, and AWS keeps " + KEPT_FREE
                    + " of these free. Reserve less for "
                    + String.join(", ", more.stream().map(PlannedFunction::name).toList())
                    + " (reserved_concurrency). " + QUOTA));
        }
        Optional<Integer> queue = plan.queueConcurrency();
        if (queue.isPresent() && queue.get() >= unreserved) {
            findings.add(new Finding.Warning(
                    "This account may run " + limit + " functions at once, and max_concurrency lets "
                            + "the queue's consumer take " + queue.get()
                            + " of them: readers and senders would be refused. Pass -var max_concurrency=2. " + QUOTA));
        } else if (limit < KEPT_FREE) {
            findings.add(new Finding.Warning("This account may run " + limit
                    + " functions at once: more requests than that are refused with 503. " + QUOTA));
        }
        return findings;
    }
}
