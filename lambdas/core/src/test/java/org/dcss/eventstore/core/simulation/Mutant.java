package org.dcss.eventstore.core.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.FeedPage;
import org.dcss.eventstore.core.write.Outcome;
import org.dcss.eventstore.core.write.Request;
import org.dcss.eventstore.core.write.WriteReport;

/** A fault put between the protocol and what it runs on. Every default leaves things as they are. */
interface Mutant {

    /** No fault. */
    Mutant NONE = new Mutant() {
        @Override
        public String name() {
            return "NONE";
        }
    };

    static List<Mutant> all() {
        return Stream.<Mutant[]>of(WriterMutants.values(), TimingMutants.values(), ReaderMutants.values())
                .flatMap(Stream::of)
                .toList();
    }

    /**
     * The mutant of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Mutant named(String name) {
        return Stream.concat(Stream.of(NONE), all().stream())
                .filter(mutant -> mutant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such mutant: " + name));
    }

    String name();

    /** The rule that writers follow. */
    default Settling writing(Settling settling) {
        return settling;
    }

    /** The rule that readers follow. */
    default Settling reading(Settling settling) {
        return settling;
    }

    /** By how many microseconds more than allowed the writers' clocks are ahead. */
    default long writersAhead(Settling settling) {
        return 0;
    }

    /** By how many microseconds more than allowed the readers' clocks are ahead. */
    default long readersAhead(Settling settling) {
        return 0;
    }

    /** By how many microseconds more than allowed a put may land after its start. */
    default long putsOutlive(Settling settling) {
        return 0;
    }

    /** Whether a put that was delayed on its way is checked again. */
    default boolean checksDelayedPuts() {
        return true;
    }

    /** An answer that comes without the tables being asked. */
    default Optional<Reply<?>> insteadOf(Request<?> request, Chance chance) {
        return Optional.empty();
    }

    /** What the writer takes a true answer for. */
    default Reply<?> received(Request<?> request, Reply<?> reply) {
        return reply;
    }

    /** What is sent instead. */
    default Request<?> sent(Request<?> request) {
        return request;
    }

    /** How long writers believe that items are kept. */
    default Optional<Duration> retention(Optional<Duration> retention) {
        return retention;
    }

    /** The late puts that become known of those that a writer has seen. */
    default List<WriteReport.LatePut> reported(List<WriteReport.LatePut> latePuts) {
        return latePuts;
    }

    /** Whether a writer learns that a message was delivered before. */
    default boolean deliveredBefore(boolean again) {
        return again;
    }

    /** Whether a message that ended so is deleted. */
    default boolean isDone(Outcome outcome) {
        return !(outcome instanceof Outcome.Retry);
    }

    /** What the feed reads from. */
    default EventLog reading(EventLog log) {
        return log;
    }

    /** The page that a reader gets. */
    default FeedPage shown(FeedPage page, Instant now) {
        return page;
    }
}
