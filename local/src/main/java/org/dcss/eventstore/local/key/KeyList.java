package org.dcss.eventstore.local.key;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.PlainText;
import org.dcss.eventstore.core.key.KeyRecord;
import org.dcss.eventstore.local.administration.RegisteredKey;

/** Keys as a table for people; what a table may hold of others' making is escaped. */
final class KeyList {

    private static final String ROW = "%-12s  %-10s  %-20s  %-20s  %-20s  %-10s  %-17s  %s%n";

    private KeyList() {}

    /** @param used the UTC day on which each key was last used, by its hash */
    static void print(List<RegisteredKey> keys, Map<String, LocalDate> used, PrintWriter out) {
        out.printf(ROW, "ID", "SOURCE", "CREATED", "EXPIRES", "REVOKED", "LAST USED", "MAY SUBMIT", "LABEL");
        for (RegisteredKey key : keys) {
            KeyRecord record = key.record();
            out.printf(
                    ROW,
                    PlainText.of(key.id()),
                    record.src(),
                    record.created(),
                    orDash(record.expires()),
                    orDash(record.revoked()),
                    Optional.ofNullable(used.get(key.hash()))
                            .map(LocalDate::toString)
                            .orElse("-"),
                    scope(record),
                    PlainText.of(record.label()));
        }
        out.flush();
    }

    private static String scope(KeyRecord record) {
        String types = record.types().isEmpty()
                ? "all"
                : record.types().stream().map(EventType::name).sorted().collect(Collectors.joining(","));
        return record.test() ? "test: " + types : types;
    }

    private static String orDash(Optional<Instant> time) {
        return time.map(Instant::toString).orElse("-");
    }
}
