package org.dcss.eventstore.local.copy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dcss.eventstore.dynamodb.item.TableSchema;
import org.dcss.eventstore.local.StoreTables;

/**
 * Copies a whole log: the claims, then streams, then events, tombstones and the index of days, which are one table. An event whose
 * claim is not there yet could be sent again and stored twice, and a version that is not there yet could be given out again, so these
 * are copied first.
 */
final class LogCopy {

    /** A table, and the one that it is copied to. */
    record Copied(String from, String to, TableSchema schema) {}

    private final TableCopier copier;
    private final List<Copied> tables = new ArrayList<>();

    /** @param streams their tables, if they are copied */
    LogCopy(StoreTables.Open from, StoreTables.Open to, Optional<Copied> streams, ExecutorService puts) {
        this.copier = new TableCopier(from.dynamoDb(), to.dynamoDb(), puts);
        tables.add(new Copied(from.claims(), to.claims(), TableSchema.CLAIMS));
        streams.ifPresent(tables::add);
        tables.add(new Copied(from.events(), to.events(), TableSchema.EVENTS));
    }

    List<CopyReport> copy(Consumer<CopyReport> progress) {
        return each(
                table -> copier.copy(table.from(), table.to(), table.schema().key(), progress));
    }

    /** Reads both logs to the end: {@code copied} counts what is missing in the copy. */
    List<CopyReport> compare() {
        return each(
                table -> copier.compare(table.from(), table.to(), table.schema().key()));
    }

    private List<CopyReport> each(Function<Copied, CopyReport> work) {
        return tables.stream().map(work).toList();
    }
}
