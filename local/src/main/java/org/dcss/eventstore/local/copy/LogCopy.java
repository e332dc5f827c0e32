package org.dcss.eventstore.local.copy;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.dcss.eventstore.dynamodb.item.TableSchema;
import org.dcss.eventstore.local.StoreTables;

/**
 * Copies a whole log: the claims, then events, tombstones and the index of days, which are one table. An event whose
 * claim is not there yet could be sent again and stored twice, so claims are copied first.
 */
final class LogCopy {

    private static final List<String> EVENT_KEY = TableSchema.EVENTS.key();
    private static final List<String> CLAIM_KEY = TableSchema.CLAIMS.key();

    private final StoreTables.Open from;
    private final StoreTables.Open to;
    private final TableCopier copier;

    LogCopy(StoreTables.Open from, StoreTables.Open to, ExecutorService puts) {
        this.from = from;
        this.to = to;
        this.copier = new TableCopier(from.dynamoDb(), to.dynamoDb(), puts);
    }

    List<CopyReport> copy(Consumer<CopyReport> progress) {
        return List.of(
                copier.copy(from.claims(), to.claims(), CLAIM_KEY, progress),
                copier.copy(from.events(), to.events(), EVENT_KEY, progress));
    }

    /** Reads both logs to the end: {@code copied} counts what is missing in the copy. */
    List<CopyReport> compare() {
        return List.of(
                copier.compare(from.claims(), to.claims(), CLAIM_KEY),
                copier.compare(from.events(), to.events(), EVENT_KEY));
    }
}
