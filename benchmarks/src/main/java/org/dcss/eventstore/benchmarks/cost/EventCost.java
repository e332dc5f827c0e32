package org.dcss.eventstore.benchmarks.cost;

/** Dollars for one event, by what is paid. */
record EventCost(double api, double submit, double queue, double consumer, double table) {

    /** Puts that a direct design would have under way at the same time, as the consumer has. */
    private static final double PUTS_AT_ONCE = 16;

    /** Of an event that comes in such a request and is consumed in such a batch. */
    static EventCost of(Usage submit, Usage consume, Prices prices) {
        double sent = submit.scenario().events();
        double consumed = consume.scenario().events();
        // A batch is handed over by one request and deleted by another.
        double delivery = 2 * prices.queueRequest();
        return new EventCost(
                prices.api(submit) / sent,
                prices.function(submit) / sent,
                submit.queueRequests() * prices.queueRequest() / sent + delivery / consumed,
                prices.function(consume) / consumed,
                prices.table(submit) / sent + prices.table(consume) / consumed);
    }

    /** Of an event in the direct design, whose submit waits for its puts instead of its sends. */
    static double direct(Usage submit, Usage consume, Prices prices) {
        double events = submit.scenario().events();
        double more = Math.ceil(events / PUTS_AT_ONCE) - submit.scenario().waves();
        double millis = prices.billedMillis(submit) + more * prices.of("call_ms");
        return (prices.api(submit) + prices.function(submit, millis) + prices.table(submit)) / events
                + prices.table(consume) / consume.scenario().events();
    }

    double total() {
        return api + submit + queue + consumer + table;
    }
}
