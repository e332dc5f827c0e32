package org.dcss.eventstore.core.view;

import java.util.Optional;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.read.FeedPage;

/**
 * Keeps one view. Remembers where it is, so that waiting for events costs no read of the table; before it applies any, it
 * makes sure that the table says the same. For one thread.
 */
final class ViewFollower implements Follower {

    private static final Slot START = new Slot(0);

    private final View view;
    private final ViewTable table;
    private final Projector projector;
    /** Whether {@link #position} is where the view was when the last step ended; else that must be read. */
    private boolean known;
    /** Empty for a view that has no checkpoint yet. */
    private Optional<Slot> position = Optional.empty();

    private Optional<Slot> through = Optional.empty();

    ViewFollower(View view, ViewTable table, Projector projector) {
        this.view = view;
        this.table = table;
        this.projector = projector;
    }

    @Override
    public String name() {
        return view.name();
    }

    @Override
    public Optional<Slot> through() {
        return through;
    }

    @Override
    public Projector.Step step() {
        boolean remembered = known;
        // Whatever ends this step early: the next one asks the table.
        known = false;
        Optional<Slot> checkpoint = remembered ? position : checkpoint();
        Slot from = checkpoint.orElse(START);
        FeedPage page = projector.pageAfter(from);
        if (!page.next().isAfter(from)) {
            return at(checkpoint, 0, page.caughtUp());
        }
        if (remembered && !checkpoint().equals(checkpoint)) {
            // Another projector has moved it, or somebody has taken the view away: the next step goes on from there.
            return new Projector.Step(from, 0, false);
        }
        view.apply(page.events(), table);
        boolean moved = table.replace(view.checkpoint(), checkpoint, new ViewItem(page.next(), Content.EMPTY));
        Projector.Step step = at(Optional.of(page.next()), page.events().size(), page.caughtUp());
        // If another projector has moved it meanwhile, it is further on, or the next step goes the same way again.
        known = moved;
        return step;
    }

    private Projector.Step at(Optional<Slot> slot, int events, boolean caughtUp) {
        known = true;
        position = slot;
        through = Optional.of(slot.orElse(START));
        return new Projector.Step(slot.orElse(START), events, caughtUp);
    }

    private Optional<Slot> checkpoint() {
        Optional<Slot> read = table.get(view.checkpoint()).map(ViewItem::through);
        through = Optional.of(read.orElse(START));
        return read;
    }
}
