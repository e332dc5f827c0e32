package org.dcss.eventstore.query.view;

import java.util.List;
import java.util.stream.Collectors;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.view.View;
import org.dcss.eventstore.core.view.ViewTable;

/** Views that one question is put to: complete as far as all of them are, so that what they say is of one moment. */
record Together(List<View> views) implements View {

    @Override
    public String name() {
        return views.stream().map(View::name).collect(Collectors.joining("+"));
    }

    /** Each view leaves out what is in its items already. */
    @Override
    public void apply(List<StoredEvent> events, ViewTable table) {
        views.forEach(view -> view.apply(events, table));
    }

    @Override
    public Slot completeThrough(ViewTable table) {
        return views.stream()
                .map(view -> view.completeThrough(table))
                .reduce(Slot::min)
                .orElseThrow();
    }
}
