package org.dcss.eventstore.core.served;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.contract.Samples;
import org.dcss.eventstore.core.entities.Entities;
import org.dcss.eventstore.core.entities.EntityRule;
import org.dcss.eventstore.core.memory.MemoryEventTable;
import org.dcss.eventstore.core.memory.MemoryViewTable;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.view.Content;
import org.dcss.eventstore.core.view.Follower;
import org.dcss.eventstore.core.view.Projector;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.junit.jupiter.api.Test;

final class ServedViewTest {

    private static final String VIEW = "entities";
    private static final Entities BY_NAME = new Entities(EntityRule.parse("milestone=/data/name"));
    private static final Entities BY_GOD = new Entities(EntityRule.parse("milestone=/data/god"));

    private final MemoryEventTable log = new MemoryEventTable(100);
    private final MemoryViewTable table = new MemoryViewTable(10);
    private Instant now = Samples.slot(60_000).start();
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final Feed feed = new Feed(log, new Settling(Duration.ofSeconds(3)), clock);

    private void store(int from, int to) {
        log.open(Samples.DAY);
        for (int i = from; i < to; i++) {
            log.put(Samples.slot(i), Samples.event("cpo", "milestone", "e" + i, "{\"name\":\"a\",\"god\":\"Xom\"}"));
        }
    }

    /** A program whose schemas say this, which takes pages of one event. */
    private final class Program {

        private final Projector projector = new Projector(feed, table, 1);
        private final Follower wanted;
        private final Follower former;

        Program(Entities entities) {
            ServedView version = version(entities);
            wanted = new ServedFollower(VIEW, version, projector.follow(entities), table, clock);
            former = new FormerFollower(VIEW, version.name(), this::kept, table, clock);
        }

        private Optional<Follower> kept(ServedView version) {
            Entities entities = new Entities(EntityRule.parse(version.definition()));
            return Optional.of(entities)
                    .filter(made -> made.name().equals(version.name()))
                    .map(projector::follow);
        }

        boolean step() {
            projector.nextRound();
            boolean caughtUp = wanted.step().caughtUp();
            return former.step().caughtUp() && caughtUp;
        }

        void catchUp() {
            boolean caughtUp = false;
            while (!caughtUp) {
                caughtUp = step();
            }
        }
    }

    private static ServedView version(Entities entities) {
        return new ServedView(entities.name(), entities.rule().text());
    }

    private Optional<ServedView> served() {
        return ServedView.of(table, VIEW);
    }

    private List<Long> found(Entities entities, String entity) {
        return entities.after(table, entity, new Slot(0), 100).stream()
                .map(event -> event.slot().millis() - Samples.slot(0).millis())
                .toList();
    }

    @Test
    void firstVersionIsServedOnceItHasCaughtUp() {
        store(0, 3);
        Program program = new Program(BY_NAME);
        program.step();
        program.step();
        assertThat(served()).isEmpty();

        program.step();

        assertThat(served()).contains(version(BY_NAME));
        assertThat(table.get(new ViewKey("served", VIEW)))
                .contains(new ViewItem(Samples.slot(2), Content.of(BY_NAME.name() + "\nmilestone=/data/name")));
    }

    @Test
    void formerVersionIsKeptUpAndServedUntilTheNextHasCaughtUp() {
        store(0, 3);
        new Program(BY_NAME).catchUp();
        store(3, 6);
        Program next = new Program(BY_GOD);

        for (int step = 0; step < 5; step++) {
            next.step();
            assertThat(served()).contains(version(BY_NAME));
        }
        assertThat(found(BY_NAME, "a")).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);

        next.step();
        assertThat(served()).contains(version(BY_GOD));
        assertThat(found(BY_GOD, "xom")).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void formerVersionIsLeftAloneSoonAfterwards() {
        store(0, 3);
        new Program(BY_NAME).catchUp();
        Program next = new Program(BY_GOD);
        next.catchUp();

        now = now.plus(ServedFollower.KNOWN);
        store(3, 4);
        next.catchUp();

        assertThat(found(BY_NAME, "a")).hasSize(3);
        assertThat(found(BY_GOD, "xom")).hasSize(4);
    }

    @Test
    void whatAProgramOfTheFormerVersionChangesBackIsChangedAgain() {
        store(0, 1);
        Program former = new Program(BY_NAME);
        former.catchUp();
        Program next = new Program(BY_GOD);
        next.catchUp();
        now = now.plus(ServedFollower.KNOWN);
        former.catchUp();
        assertThat(served()).contains(version(BY_NAME));

        next.catchUp();

        assertThat(served()).contains(version(BY_GOD));
    }

    @Test
    void versionThatThisProgramCannotKeepIsServedAsItIs() {
        version(BY_NAME).serve(table, VIEW, Samples.slot(0));
        ServedView unknown = new ServedView("entities.0-12345678", "");
        table.replace(
                new ViewKey("served", VIEW),
                Optional.of(Samples.slot(0)),
                new ViewItem(Samples.slot(1), Content.of(unknown.name())));
        store(2, 4);
        Program next = new Program(BY_GOD);
        next.step();
        assertThat(served()).contains(unknown);

        next.step();

        assertThat(served()).contains(version(BY_GOD));
    }
}
