package org.dcss.eventstore.core.archive;

import java.util.Optional;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.archive.object.Summary;

/**
 * The archive and the table of events do not hold the same. Nothing is done about it: somebody must see which of them is
 * right.
 *
 * @param object the name of the object, or of the manifest, that differs
 * @param archived what the archive holds; empty if nothing, or nothing that can be read
 * @param table what the table holds; empty if nothing
 */
public record Difference(Day day, String object, Optional<Summary> archived, Optional<Summary> table) {

    /** A line for a log: it tells numbers and hashes, nothing of what events say. */
    @Override
    public String toString() {
        return object + ": the archive has " + archived.map(Summary::toString).orElse("nothing") + ", the table "
                + table.map(Summary::toString).orElse("nothing");
    }
}
