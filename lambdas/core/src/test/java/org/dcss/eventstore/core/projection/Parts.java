package org.dcss.eventstore.core.projection;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.counts.Counts;
import org.dcss.eventstore.core.entities.Entities;
import org.dcss.eventstore.core.entities.EntityRule;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.view.Follower;
import org.dcss.eventstore.core.view.Projector;
import org.dcss.eventstore.core.view.View;
import org.dcss.eventstore.core.view.ViewReader;
import org.dcss.eventstore.core.view.ViewTable;
import org.dcss.eventstore.core.xlog.Xlog;

/** What a simulation is made of: the real parts, of which a mutant replaces one. */
class Parts {

    static final int PAGE = 7;

    static final View COUNTS = new Counts();
    /** In chunks of three or four lines. */
    static final View XLOG = new Xlog(60);

    static final Entities ENTITIES =
            new Entities(EntityRule.parse("milestone=/data/name\nlogfile=/data/name\nhit=/data/name"));

    List<View> views() {
        return List.of(COUNTS, XLOG, ENTITIES);
    }

    /** Takes steps of views, round by round. */
    interface Steps {
        Projector.Step step(View view);

        default void nextRound() {}
    }

    Steps projector(EventLog log, Settling settling, Clock clock, ViewTable table) {
        Projector projector = new Projector(new Feed(log, settling, clock), projectorsTable(table), PAGE);
        Map<View, Follower> followers = new HashMap<>();
        return new Steps() {
            @Override
            public Projector.Step step(View view) {
                return followers.computeIfAbsent(view, projector::follow).step();
            }

            @Override
            public void nextRound() {
                projector.nextRound();
            }
        };
    }

    ViewTable projectorsTable(ViewTable table) {
        return table;
    }

    <T> ViewReader.Exact<T> ask(
            EventLog log, Settling settling, Clock clock, ViewTable table, View view, Function<ViewTable, T> question) {
        return new ViewReader(log, settling, table, clock).ask(view, question);
    }
}
