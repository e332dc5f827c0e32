package org.dcss.eventstore.core.archive.object;

import java.util.List;
import java.util.Map;
import org.dcss.eventstore.core.Day;

/**
 * What the archive has of a day.
 *
 * @param parts ascending, without a gap, from the day's first slot to its last
 * @param objects by part, and in it by source and type
 */
public record Manifest(Day day, List<Part> parts, List<ArchivedObject> objects) {

    public Manifest {
        parts = List.copyOf(parts);
        objects = List.copyOf(objects);
    }

    /** The same with other summaries of some objects. */
    public Manifest with(Map<ArchivedObject, Summary> changed) {
        return new Manifest(
                day,
                parts,
                objects.stream()
                        .map(object -> new ArchivedObject(
                                object.group(), object.part(), changed.getOrDefault(object, object.summary())))
                        .toList());
    }
}
