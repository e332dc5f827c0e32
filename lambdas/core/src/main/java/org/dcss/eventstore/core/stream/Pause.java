package org.dcss.eventstore.core.stream;

import java.time.Duration;

/** Lets some time pass. */
@FunctionalInterface
public interface Pause {

    void pause(Duration time);
}
