package org.dcss.eventstore.core.key;

import java.time.Duration;
import java.time.Instant;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Source;

/**
 * How far each source has used its quota up, all functions taken together. A quota gives a source a second of its time
 * in each second; whatever it submits takes some of that time. What is kept is one instant for each source,
 * {@code until}: up to then its time is used up. It only ever moves on, and while it is past nothing is owed.
 */
public interface QuotaTable {

    /** Time that is used up this far ahead was taken by a clock that was wrong: it counts as not taken. */
    Duration ABSURD = Duration.ofHours(6);

    /** Later than anything: for time that is taken whether there is any or not. */
    Instant ANY = Instant.parse("9999-01-01T00:00:00Z");

    /** What came of asking for time. */
    sealed interface Result {

        /** Until when the source's time is used up, now. */
        Instant until();

        record Taken(Instant until) implements Result {}

        /** Nothing was taken: it would have reached beyond what was allowed. */
        record TooFar(Instant until) implements Result {}
    }

    /**
     * Takes some of a source's time, from {@code now} on or from where it is used up to, whichever is later, unless that
     * would reach beyond {@code latest}. Whole microseconds count. Not idempotent.
     *
     * @param expected what {@code until} was when last seen, which saves a call where it still is; the epoch for never
     * @throws ReadFailedException if the table gave no answer; the time may have been taken or not
     */
    Result take(Source src, Instant now, Duration amount, Instant latest, Instant expected);
}
