package org.dcss.eventstore.tools.verify;

import java.time.LocalDate;
import org.dcss.eventstore.tools.verify.digest.DayContent;

/**
 * What is looked at.
 *
 * @param settled the last slot that certainly has
 */
record Range(LocalDate first, LocalDate last, long settled) {

    /** The last slot of a day that is looked at. */
    long through(LocalDate day) {
        return Math.min(DayContent.start(day.plusDays(1)) - 1, settled);
    }

    boolean isClosed(LocalDate day) {
        return DayContent.start(day.plusDays(1)) <= settled;
    }
}
