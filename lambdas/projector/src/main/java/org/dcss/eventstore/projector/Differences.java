package org.dcss.eventstore.projector;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.dcss.eventstore.core.archive.Difference;

/** Where the archive and the table were found to differ, until somebody takes that. For one thread. */
final class Differences implements Consumer<Difference> {

    private final List<Difference> found = new ArrayList<>();

    @Override
    public void accept(Difference difference) {
        found.add(difference);
    }

    /** What was found since this was called last. */
    List<Difference> take() {
        List<Difference> taken = List.copyOf(found);
        found.clear();
        return taken;
    }
}
