package org.dcss.eventstore.local.withdraw;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.write.Delivery;
import org.dcss.eventstore.core.write.EventWriter;
import org.dcss.eventstore.core.write.Outcome;
import org.dcss.eventstore.local.administration.WithdrawalTable;
import org.dcss.eventstore.local.administration.WithdrawalTable.Match;

/**
 * Withdraws events, in an order that may be cut off anywhere and begun again: first each event loses its data and is
 * marked with the withdrawal, then followers are told. What is marked is found again, so a repeat tells the same, under
 * the same ids, and they are stored once. What followers keep they overwrite themselves when they come to that, but for the
 * indexes by entity, which {@link IndexedNames} clears last.
 */
final class Withdrawer {

    /** Enough for the way of a late event, some times over. */
    private static final Duration WRITING = Duration.ofSeconds(30);

    private static final int MOST_ATTEMPTS = 4;

    private final WithdrawalTable table;
    private final EventWriter writer;
    private final Settling settling;
    private final Clock clock;

    /** @param settling the writer's */
    Withdrawer(WithdrawalTable table, EventWriter writer, Settling settling, Clock clock) {
        this.table = table;
        this.writer = writer;
        this.settling = settling;
        this.clock = clock;
    }

    /** All events of the withdrawal, ascending, those included that it has withdrawn already. */
    List<Match> find(Withdrawal withdrawal) {
        List<Match> found = new ArrayList<>();
        table.find(
                withdrawal.src(),
                withdrawal.from(),
                withdrawal.to(),
                withdrawal.mark(),
                withdrawal::matches,
                found::add);
        return found;
    }

    /** How many of each type still have their data. */
    static Map<String, Long> pending(List<Match> found) {
        Map<String, Long> byType = new TreeMap<>();
        found.stream()
                .filter(match -> !match.withdrawn())
                .forEach(match -> byType.merge(match.type().name(), 1L, Long::sum));
        return byType;
    }

    /**
     * Takes out the data, and tells followers.
     *
     * @param found what {@link #find} found
     * @return the notices' slots
     * @throws IOException if the notices could not be stored; to be run again
     */
    List<Slot> carryOut(Withdrawal withdrawal, List<Match> found) throws IOException {
        for (Match match : found) {
            if (!match.withdrawn()) {
                table.takeOut(match, withdrawal.src(), withdrawal.reason(), withdrawal.mark());
            }
        }
        return tell(withdrawal, found);
    }

    private List<Slot> tell(Withdrawal withdrawal, List<Match> found) throws IOException {
        String last = "";
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Instant now = clock.instant();
            // As far ahead as a slot may be: so much later than a consumer's may this machine's put be.
            Instant start = now.plus(settling.startWithin());
            List<Event> notices = Notices.of(withdrawal, found, now);
            List<Delivery> messages = new ArrayList<>();
            for (int i = 0; i < notices.size(); i++) {
                Message message = new Message(notices.get(i), Slot.at(start.plusMillis(i)));
                messages.add(new Delivery(message, withdrawal.mark() + "/" + i, attempt > 0));
            }
            List<Outcome> outcomes = writer.write(messages, now.plus(WRITING)).outcomes();
            List<Slot> stored = outcomes.stream().map(Withdrawer::slot).toList();
            if (!stored.contains(NOWHERE)) {
                return stored;
            }
            last = outcomes.toString();
        }
        throw new IOException("the data is out of the log, but followers could not be told: run this again. " + last);
    }

    private static final Slot NOWHERE = new Slot(0);

    private static Slot slot(Outcome outcome) {
        if (outcome instanceof Outcome.Stored stored) {
            return stored.at();
        }
        return outcome instanceof Outcome.AlreadyStored already ? already.at() : NOWHERE;
    }
}
