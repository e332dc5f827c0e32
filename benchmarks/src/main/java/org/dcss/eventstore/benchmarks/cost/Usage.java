package org.dcss.eventstore.benchmarks.cost;

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
        Scenario scenario,
        double processor,
        double millis,
        double calls,
        double writeUnits,
        double readUnits,
        double queueRequests,
        double logBytes,
        double answerBytes) {

    /** Memory that gives a function one whole processor, in MB: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
    static final double MB_OF_A_PROCESSOR = 1769;

    /** Milliseconds that Lambda would bill: the processor's at the function's share of one, and the assumed waiting. */
    double billed(int memoryMb, double callMillis) {
        double share = Math.min(1, memoryMb / MB_OF_A_PROCESSOR);
        return Math.ceil(processor / share + scenario.waves() * callMillis);
    }
}
