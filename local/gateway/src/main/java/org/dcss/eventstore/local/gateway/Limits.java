package org.dcss.eventstore.local.gateway;

/**
 * How many requests are admitted.
 *
 * @param ratePerSecond for long
 * @param burst at once
 */
public record Limits(double ratePerSecond, int burst) {

    /** What an AWS account gets unless it asks for more. */
    public static final Limits OF_AN_ACCOUNT = new Limits(10_000, 5_000);
}
