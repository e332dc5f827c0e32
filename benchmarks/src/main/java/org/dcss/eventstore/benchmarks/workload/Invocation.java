package org.dcss.eventstore.benchmarks.workload;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dcss.eventstore.benchmarks.testbed.Role;

/**
 * One kind of invocation.
 *
 * @param events how many each one takes or gives
 * @param waves how many calls to services follow one after another; those made at the same time count once
 * @param requests a new one each time
 * @param check throws if an answer is not what it should be
 */
public record Invocation(
        String title, Role role, int events, int waves, Supplier<byte[]> requests, Consumer<byte[]> check) {}
