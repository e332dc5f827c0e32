package org.dcss.eventstore.benchmarks.cost;

import org.dcss.eventstore.benchmarks.workload.Invocation;

/**
 * What an invocation was measured to use, on average.
 *
 * @param processor milliseconds of a whole processor
 * @param millis from handing the request over to the answer
 * @param calls to services
 * @param logBytes that the function printed
 * @param answerBytes of the body that a client gets
 */
record Usage(
        Invocation invocation,
        double processor,
        double millis,
        double calls,
        double writeUnits,
        double readUnits,
        double queueRequests,
        double logBytes,
        double answerBytes) {}
