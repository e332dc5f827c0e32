package org.dcss.eventstore.benchmarks.read;

import org.dcss.eventstore.benchmarks.workload.Requests;

/** What is read, and how. */
public enum Reading {
    DAY_QUERY("the day by Query"),
    DAY_GZIP("the day, gzip"),
    PAGE_QUERY("1000 events by Query"),
    PAGE_GZIP("a feed page of 1000, gzip"),
    PAGE_PLAIN("a feed page of 1000, plain");

    static final int PAGE = 1000;

    private final String title;

    Reading(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    boolean isDay() {
        return baseline() == DAY_QUERY;
    }

    /** The Query calls that bring the same items. */
    Reading baseline() {
        return this == DAY_QUERY || this == DAY_GZIP ? DAY_QUERY : PAGE_QUERY;
    }

    /** What the query function is asked for, of the day that starts then; the baselines do not ask it. */
    byte[] request(long day) {
        return isDay()
                ? Requests.events("ts_day=" + day, true)
                : Requests.events("after=" + (day - 1) + "&limit=" + PAGE, this == PAGE_GZIP);
    }
}
