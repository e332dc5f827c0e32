package org.dcss.eventstore.deployment;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
interface Pauses {

    /**
     * Returns after this time.
     *
     * @throws InterruptedException if told to end meanwhile
     */
    void pause(Duration duration) throws InterruptedException;
}
