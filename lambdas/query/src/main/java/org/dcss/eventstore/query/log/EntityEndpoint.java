package org.dcss.eventstore.query.log;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.entities.About;
import org.dcss.eventstore.core.entities.Entities;
import org.dcss.eventstore.core.entities.EntityFeed;
import org.dcss.eventstore.core.entities.EntityRule;
import org.dcss.eventstore.core.entities.EntityTimes;
import org.dcss.eventstore.core.entities.Moment;
import org.dcss.eventstore.core.entities.QuietStretches;
import org.dcss.eventstore.core.entities.TimePage;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.FeedPage;
import org.dcss.eventstore.query.answer.Answer;
import org.dcss.eventstore.query.answer.Caching;
import org.dcss.eventstore.query.answer.EventArray;
import org.dcss.eventstore.query.request.EventsParameters;
import org.dcss.eventstore.query.request.EventsQuery;
import org.dcss.eventstore.query.request.Reading;
import org.dcss.eventstore.query.request.Selection;
import org.dcss.eventstore.query.view.Served;
import org.dcss.eventstore.query.view.Views;

/** {@code GET /events?entity=…}: what is about one player, as a feed, its end, a day or by the events' own times. */
final class EntityEndpoint {

    private static final Slot NO_END = new Slot(Long.MAX_VALUE);

    private final Optional<Views> views;
    private final EventLog log;
    private final Settling settling;
    private final Caching caching;
    private final FeedEndpoint feeds;
    private final Clock clock;
    private final QuietStretches quiet = new QuietStretches();

    /** @param feeds writes the pages */
    EntityEndpoint(
            Optional<Views> views, EventLog log, Settling settling, Caching caching, FeedEndpoint feeds, Clock clock) {
        this.views = views;
        this.log = log;
        this.settling = settling;
        this.caching = caching;
        this.feeds = feeds;
        this.clock = clock;
    }

    Answer answer(EventsQuery.OfFeed query, Reading reading) {
        return withIndex(query.selection(), index -> {
            FeedPage page = index.feed().page(index.about(), query.after(), NO_END, query.limit());
            return feeds.answer(page, query, reading, completeThrough(page.horizon()));
        });
    }

    Answer answer(EventsQuery.OfLast query, Reading reading) {
        return withIndex(query.selection(), index -> {
            FeedPage page = index.feed().last(index.about(), query.count());
            return feeds.answerLast(page, query, reading, completeThrough(page.horizon()));
        });
    }

    /** The settled events of a day; a link only where there are more of them. */
    Answer answer(EventsQuery.OfDay query, Reading reading) {
        return withIndex(query.selection(), index -> {
            Instant now = clock.instant();
            Slot before = new Slot(Math.max(0, query.day().startMillis() - 1));
            Slot after = query.after().map(slot -> Slot.max(slot, before)).orElse(before);
            FeedPage page = index.feed().page(index.about(), after, query.day().last(), EventsParameters.MAX_LIMIT);
            EventArray events = EventArray.ofPage(reading);
            boolean all = events.addWhatFits(page.events());
            boolean caughtUp = all && page.caughtUp();
            Slot next =
                    all ? page.next() : page.events().get(events.events() - 1).slot();
            boolean fixed = query.selection().isTimeless() && settling.isClosed(query.day(), now);
            Map<String, String> headers = Caching.headers(
                    fixed ? caching.settled(query.day().first(), now) : Caching.LIVE_EDGE,
                    events.tag(caughtUp ? Optional.empty() : Optional.of(next), caughtUp));
            headers.putAll(completeThrough(page.horizon()));
            headers.put("Caught-Up", caughtUp ? "?1" : "?0");
            if (!caughtUp) {
                Map<String, String> parameters = new LinkedHashMap<>();
                parameters.put("ts_day", Long.toString(query.day().startMillis()));
                parameters.put("after", Long.toString(next.millis()));
                headers.put("Link", reading.linkToNext(parameters, query.selection()));
            }
            return Answer.of(events, reading, headers, Optional.empty(), page.unknown());
        });
    }

    Answer answer(EventsQuery.OfTimes query, Reading reading) {
        return withIndex(query.selection(), index -> {
            TimePage page =
                    index.times().page(index.about(), query.after().orElse(EntityTimes.BEGINNING), query.limit());
            EventArray events = EventArray.ofPage(reading);
            Optional<Moment> next = events.addWhatFits(page.events())
                    ? page.next()
                    : Optional.of(Moment.of(page.events().get(events.events() - 1)));
            Map<String, String> headers =
                    Caching.headers(Caching.LIVE_EDGE, events.tag(next.map(Moment::slot), next.isEmpty()));
            headers.putAll(completeThrough(page.through()));
            next.ifPresent(cursor -> {
                Map<String, String> parameters = new LinkedHashMap<>();
                parameters.put("order", "at");
                parameters.put("cursor", cursor.text());
                if (query.limit() != EventsParameters.MAX_LIMIT) {
                    parameters.put("limit", Integer.toString(query.limit()));
                }
                headers.put("Link", reading.linkToNext(parameters, query.selection()));
            });
            headers.put("Caught-Up", next.isEmpty() ? "?1" : "?0");
            return Answer.of(events, reading, headers, Optional.empty(), 0);
        });
    }

    private static Map<String, String> completeThrough(Slot through) {
        return Map.of("Complete-Through", Long.toString(through.millis()));
    }

    /** What a request is answered from. */
    private record Index(About about, EntityFeed feed, EntityTimes times) {}

    private Answer withIndex(Selection selection, Function<Index, Answer> answer) {
        if (views.isEmpty()) {
            return Views.off(Views.ENTITIES);
        }
        Served served = views.get().served(Views.ENTITIES);
        if (served instanceof Served.Version found) {
            Entities entities = new Entities(EntityRule.parse(found.version().definition()));
            if (!entities.name().equals(found.version().name())) {
                return Views.filling(Views.ENTITIES);
            }
            return answer.apply(new Index(
                    new About(entities, selection.entity().orElseThrow(), selection.filter()),
                    new EntityFeed(log, views.get().table(), settling, quiet, clock),
                    new EntityTimes(log, views.get().table(), settling, clock)));
        }
        return ((Served.None) served).answer();
    }
}
