package org.dcss.eventstore.core.projection;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.counts.Counts;
import org.dcss.eventstore.core.entities.Entities;
import org.dcss.eventstore.core.entities.EntityRule;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.view.Projector;
import org.dcss.eventstore.core.view.View;
import org.dcss.eventstore.core.view.ViewReader;
import org.dcss.eventstore.core.view.ViewTable;
import org.dcss.eventstore.core.xlog.Xlog;

/** What a simulation is made of: the real parts, of which a mutant replaces one. */
class Parts {

    static final int PAGE = 7;

    static final View COUNTS = new Counts();
    static final View XLOG = new Xlog();
    static final Entities ENTITIES =
            new Entities(EntityRule.parse("milestone=/data/name\nlogfile=/data/name\nhit=/data/name"));

    List<View> views() {
        return List.of(COUNTS, XLOG, ENTITIES);
    }

    /** Takes one step of a view. */
    interface Steps {
        Projector.Step step(View view);
    }

    Steps projector(EventLog log, Settling settling, Clock clock, ViewTable table) {
        return new Projector(new Feed(log, settling, clock), projectorsTable(table), PAGE)::step;
    }

    ViewTable projectorsTable(ViewTable table) {
        return table;
    }

    <T> ViewReader.Exact<T> ask(
            EventLog log, Settling settling, Clock clock, ViewTable table, View view, Function<ViewTable, T> question) {
        return new ViewReader(log, settling, table, clock).ask(view, question);
    }
}
