package org.dcss.eventstore.tools.frame;

import java.time.Duration;

/** Time that passes and can be waited for. */
public interface Timing {

    /** Nanoseconds since an arbitrary moment; they never go back. */
    long nanos();

    void sleep(Duration time) throws InterruptedException;

    /** As the machine counts it. */
    static Timing system() {
        return new Timing() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void sleep(Duration time) throws InterruptedException {
                Thread.sleep(Math.max(0, time.toMillis()));
            }
        };
    }
}
