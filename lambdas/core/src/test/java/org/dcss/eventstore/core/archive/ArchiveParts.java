package org.dcss.eventstore.core.archive;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.archive.object.ObjectStore;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.view.ViewTable;

/** What a simulation is made of: the real parts, of which a mutant replaces one. */
class ArchiveParts {

    static final Settling SETTLING = new Settling(Duration.ofSeconds(3));
    static final Duration MARGIN = Duration.ofHours(1);
    /** Four or five lines. */
    private static final int PART_BYTES = 700;

    Duration margin() {
        return MARGIN;
    }

    /** What one archiver keeps things in. */
    record Both(ViewTable table, ObjectStore store) {}

    Both both(ViewTable table, ObjectStore store) {
        return new Both(table, store);
    }

    Archive archive(EventLog log, ViewTable table, ObjectStore store, Clock clock, Consumer<Difference> differences) {
        ArchiveOptions options = new ArchiveOptions(
                SETTLING, margin(), Duration.ofDays(1), Optional.of(Duration.ofDays(30)), PART_BYTES);
        Both both = both(table, store);
        return new Archive(log, both.table(), both.store(), options, clock, differences);
    }
}
