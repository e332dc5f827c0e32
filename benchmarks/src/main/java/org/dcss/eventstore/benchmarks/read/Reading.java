package org.dcss.eventstore.benchmarks.read;

/** What is read, and how. */
enum Reading {
    DAY_RAW("the day by Query", true),
    DAY_GZIP("the day, gzip", true),
    DAY_PLAIN("the day, plain, by pages", true),
    FEED_RAW("1000 events by Query", false),
    FEED_GZIP("a feed page of 1000, gzip", false),
    FEED_PLAIN("a feed page of 1000, plain", false);

    private final String title;
    private final boolean day;

    Reading(String title, boolean day) {
        this.title = title;
        this.day = day;
    }

    String title() {
        return title;
    }

    boolean isDay() {
        return day;
    }

    /** The Query calls alone. */
    Reading raw() {
        return day ? DAY_RAW : FEED_RAW;
    }

    /** How often it is done for one measurement: the clock of processor time ticks in hundredths of a second. */
    int repeats() {
        return day ? 1 : 20;
    }
}
