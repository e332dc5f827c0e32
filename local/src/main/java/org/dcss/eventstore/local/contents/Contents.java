package org.dcss.eventstore.local.contents;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.dynamodb.DynamoDbEventLog;
import org.dcss.eventstore.local.administration.KeyRegistry;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What the tables hold.
 *
 * @param events as the engine counts its items: AWS does so about every six hours
 * @param days that hold events, in order
 * @param keys revoked and expired ones too
 */
record Contents(long events, List<Day> days, int keys) {

    private static final Day LAST = Day.containing(Instant.parse("9999-12-31T00:00:00Z"));

    /** Reads a description, the index of days, and the keys: no event. */
    static Contents of(DynamoDbClient dynamoDb, String eventsTable, KeyRegistry registry) {
        List<Day> days = new DynamoDbEventLog(dynamoDb, eventsTable)
                .days(new Day(0), LAST, Integer.MAX_VALUE, Consistency.STRONG);
        long items = dynamoDb.describeTable(table -> table.tableName(eventsTable))
                .table()
                .itemCount();
        // The index of days is in the same table.
        long events = Math.max(0, items - days.size());
        return new Contents(events, days, registry.list().size());
    }

    /** Such as {@code about 1234 events on 2 days (2026-11-20 to 2026-11-21), and 4 keys}. */
    String inWords(boolean aboutEvents) {
        String counted = (aboutEvents ? "about " : "") + count(events, "event");
        String when = days.isEmpty()
                ? ""
                : " (" + date(days.get(0)) + (days.size() == 1 ? "" : " to " + date(days.get(days.size() - 1))) + ")";
        return counted + " on " + count(days.size(), "day") + when + ", and " + count(keys, "key");
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static LocalDate date(Day day) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(day.startMillis()), ZoneOffset.UTC);
    }
}
