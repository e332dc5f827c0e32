package org.dcss.eventstore.benchmarks.cost;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dcss.eventstore.benchmarks.testbed.Role;

/**
 * One kind of invocation.
 *
 * @param events how many each invocation takes or gives
 * @param waves how many calls to services follow one after another; those made at the same time count once
 * @param requests a new one each time
 * @param check throws if an answer is not what it should be
 */
record Scenario(String title, Role role, int events, int waves, Supplier<byte[]> requests, Consumer<byte[]> check) {

    /** How often it is invoked, once for warmup and once to be measured, so that each takes some seconds. */
    int invocations() {
        return Math.max(40, 400 / (1 + events / 10));
    }
}
