package org.dcss.eventstore.projector;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dcss.eventstore.core.counts.Counts;
import org.dcss.eventstore.core.entities.Entities;
import org.dcss.eventstore.core.entities.EntityRule;
import org.dcss.eventstore.core.served.FormerFollower;
import org.dcss.eventstore.core.served.ServedFollower;
import org.dcss.eventstore.core.served.ServedView;
import org.dcss.eventstore.core.served.ViewSwitch;
import org.dcss.eventstore.core.sources.Sources;
import org.dcss.eventstore.core.view.Follower;
import org.dcss.eventstore.core.view.Projector;
import org.dcss.eventstore.core.view.View;
import org.dcss.eventstore.core.view.ViewTable;
import org.dcss.eventstore.core.xlog.Xlog;

/** Makes those who follow the log for the views of the table. */
final class Followers {

    /** Is kept and left out together with the counts. */
    private static final String SOURCES = "sources";

    private final Projector projector;
    private final ViewTable table;
    private final Clock clock;

    Followers(Projector projector, ViewTable table, Clock clock) {
        this.projector = projector;
        this.table = table;
        this.clock = clock;
    }

    /** @param rule what events are about, as the schemas say */
    List<Follower> of(Set<ViewSwitch> views, EntityRule rule) {
        List<Follower> followers = new ArrayList<>();
        if (views.contains(ViewSwitch.COUNTS)) {
            followers.add(served(ViewSwitch.COUNTS.toString(), new Counts(), ""));
            followers.add(served(SOURCES, new Sources(), ""));
        }
        if (views.contains(ViewSwitch.ENTITIES)) {
            Entities wanted = new Entities(rule);
            followers.add(served(ViewSwitch.ENTITIES.toString(), wanted, rule.text()));
            followers.add(new FormerFollower(
                    ViewSwitch.ENTITIES.toString(), wanted.name(), this::formerEntities, table, clock));
        }
        if (views.contains(ViewSwitch.XLOG)) {
            followers.add(served(ViewSwitch.XLOG.toString(), new Xlog(), ""));
        }
        return followers;
    }

    private Follower served(String name, View view, String definition) {
        return new ServedFollower(name, new ServedView(view.name(), definition), projector.follow(view), table, clock);
    }

    /** Empty for an index that this program would keep under another name. */
    private Optional<Follower> formerEntities(ServedView served) {
        try {
            return Optional.of(new Entities(EntityRule.parse(served.definition())))
                    .filter(entities -> entities.name().equals(served.name()))
                    .map(projector::follow);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
