package org.dcss.eventstore.platform.http;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a function may work on one invocation.
 *
 * @param longest however much time Lambda gives it
 * @param reserve what must be left of Lambda's time, to answer in
 */
public record TimeLimit(Duration longest, Duration reserve) {

    /** Lambda's own limit for every function. */
    static final Duration LAMBDAS = Duration.ofMinutes(15);

    /** All the time that Lambda gives it. */
    public static TimeLimit ofLambda(Duration reserve) {
        return new TimeLimit(LAMBDAS, reserve);
    }

    /** A gateway's function: the gateway gives up after 30 s. */
    public static TimeLimit behindGateway(Duration reserve) {
        return new TimeLimit(Duration.ofSeconds(20), reserve);
    }

    /** When an invocation that begins now must come to its answer. */
    public Instant answerBy(Context context, Clock clock) {
        Duration left = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(reserve);
        return clock.instant().plus(left.compareTo(longest) < 0 ? left : longest);
    }
}
