package org.dcss.eventstore.core.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.dcss.eventstore.core.Reply;

/** The attempts at one append: how many there may be, and what time passes between them. */
final class Attempts {

    /** Of which each is a read and a put: what a busy stream may cost one writer. */
    static final int MAX = 100;

    private static final long FIRST_MILLIS = 10;
    private static final int MAX_DOUBLINGS = 7;

    private final Clock clock;
    private final Pause pause;
    private final RandomGenerator random;
    private final Instant answerBy;
    private int failures;
    private String reason = "out of time";

    Attempts(Clock clock, Pause pause, RandomGenerator random, Instant answerBy) {
        this.clock = clock;
        this.pause = pause;
        this.random = random;
        this.answerBy = answerBy;
    }

    boolean mayGoOn() {
        return failures < MAX && clock.instant().isBefore(answerBy);
    }

    /** Why the last attempt did not succeed. */
    String reason() {
        return reason;
    }

    /** What the table said, if it did; else some time passes before the next attempt. */
    <T> Optional<T> after(Reply<T> reply) {
        if (reply instanceof Reply.Known<T> known) {
            return Optional.of(known.value());
        }
        failed(
                reply instanceof Reply.NoAnswer<T> noAnswer
                        ? noAnswer.reason()
                        : reply instanceof Reply.NotDone<T> notDone ? notDone.reason() : "");
        return Optional.empty();
    }

    /** Lets a random part of {@code 10 ms * 2^n} pass, 1.28 s at most: writers that met must not meet again. */
    void failed(String why) {
        reason = why;
        long most = FIRST_MILLIS << Math.min(failures, MAX_DOUBLINGS);
        failures++;
        if (mayGoOn()) {
            pause.pause(Duration.ofMillis(random.nextLong(most) + 1));
        }
    }
}
