package org.dcss.eventstore.local.key;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.KeyRecord;
import org.dcss.eventstore.dynamodb.RegisteredKey;

/** Keys as a table for people. */
final class KeyList {

    private static final String ROW = "%-12s  %-10s  %-20s  %-20s  %-20s  %s%n";

    private KeyList() {}

    static void print(List<RegisteredKey> keys, PrintWriter out) {
        out.printf(ROW, "ID", "SOURCE", "CREATED", "EXPIRES", "REVOKED", "LABEL");
        for (RegisteredKey key : keys) {
            KeyRecord record = key.record();
            out.printf(
                    ROW,
                    key.id(),
                    record.src(),
                    record.created(),
                    orDash(record.expires()),
                    orDash(record.revoked()),
                    record.label());
        }
        out.flush();
    }

    private static String orDash(Optional<Instant> time) {
        return time.map(Instant::toString).orElse("-");
    }
}
