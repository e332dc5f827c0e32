package org.dcss.eventstore.benchmarks.cost;

import java.util.List;

/**
 * All that was measured.
 *
 * @param pollOne a poll that finds one event; the others find as many as come in 10 s and in 60 s
 */
record Measured(
        Usage submitOne,
        Usage submitTen,
        Usage submitHundred,
        Usage consumeOne,
        Usage consumeTen,
        Usage consumeLate,
        Usage pollNone,
        Usage pollOne,
        Usage pollThree,
        Usage pollEighteen) {

    List<Usage> all() {
        return List.of(
                submitOne,
                submitTen,
                submitHundred,
                consumeOne,
                consumeTen,
                consumeLate,
                pollNone,
                pollOne,
                pollThree,
                pollEighteen);
    }
}
