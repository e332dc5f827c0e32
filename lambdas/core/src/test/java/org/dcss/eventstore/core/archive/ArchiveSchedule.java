package org.dcss.eventstore.core.archive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.archive.object.ArchivedObject;
import org.dcss.eventstore.core.archive.object.Manifest;
import org.dcss.eventstore.core.archive.object.ObjectNames;
import org.dcss.eventstore.core.memory.MemoryObjectStore;
import org.dcss.eventstore.core.memory.MemoryViewTable;
import org.dcss.eventstore.core.projection.Actor;
import org.dcss.eventstore.core.read.WithdrawalNotice;
import org.dcss.eventstore.core.view.ViewTableException;

/**
 * One random run of some days: events arrive, some of them after their day, some are withdrawn; archivers go on call by
 * call, in any order, some of them stopped for hours, some ended, some without answers.
 */
final class ArchiveSchedule {

    private static final int ARCHIVERS = 3;
    private static final int TICKS = 500;

    private final ArchiveParts parts;
    private final Executor threads;
    private final Random random;
    private final ChangingLog log = new ChangingLog();
    private final MemoryViewTable table = new MemoryViewTable(3);
    private final MemoryObjectStore store = new MemoryObjectStore();
    private final Queue<Runnable> late = new ArrayDeque<>();
    /** Withdrawals of which nobody has been told yet. */
    private final Queue<List<Slot>> untold = new ArrayDeque<>();
    /** By the slot of the notice. */
    private final Map<Slot, List<Slot>> told = new HashMap<>();

    private final List<Actor> actors = new ArrayList<>();
    private final Map<Actor, Instant> lastCalls = new HashMap<>();
    private final Set<Sight> seen = EnumSet.noneOf(Sight.class);
    /** What has been read of each object: an object that is the same array is the same object. */
    private final IdentityHashMap<byte[], Manifest> manifestsRead = new IdentityHashMap<>();

    private final IdentityHashMap<byte[], String> textsRead = new IdentityHashMap<>();

    /** Which withdrawn events each object was searched for: what was not in it is not in it later. */
    private final IdentityHashMap<byte[], Set<Slot>> searched = new IdentityHashMap<>();

    private final double troubles;
    private int made;
    private List<Object> checked = List.of();
    private Instant now = Instant.parse("2026-01-03T20:00:00Z");

    ArchiveSchedule(long seed, ArchiveParts parts, Executor threads) {
        this.parts = parts;
        this.threads = threads;
        this.random = new Random(seed);
        this.troubles = random.nextInt(3) * 0.03;
    }

    /**
     * Throws an {@link AssertionError} where the archive says something else than a recount, or something before it is true.
     *
     * @return what it came across
     */
    Set<Sight> run() {
        try {
            for (int tick = 0; tick < TICKS; tick++) {
                tick();
                check();
            }
            settle();
            expire();
            return seen;
        } finally {
            actors.forEach(this::end);
        }
    }

    private void tick() {
        now = now.plusMillis(random.nextInt(8) == 0 ? random.nextInt(7_200_000) : random.nextInt(2_000));
        if (random.nextInt(3) == 0) {
            arrive();
        }
        if (random.nextInt(6) == 0) {
            withdraw();
        }
        if (random.nextInt(3) == 0 && !untold.isEmpty()) {
            tell();
        }
        if (random.nextInt(8) == 0 && !late.isEmpty()) {
            late.remove().run();
            seen.add(Sight.CALL_CARRIED_OUT_LATE);
        }
        actors.removeIf(Actor::isFinished);
        if (actors.size() < ARCHIVERS && random.nextInt(3) == 0) {
            start();
        } else if (!actors.isEmpty()) {
            Actor actor = actors.get(Math.min(random.nextInt(actors.size()), random.nextInt(actors.size())));
            go(
                    actor,
                    Stream.generate(() -> random.nextDouble() < troubles ? trouble() : Actor.Fate.DONE)
                            .limit(1 + random.nextInt(12))
                            .toList());
        }
    }

    private Actor.Fate trouble() {
        return Actor.Fate.TROUBLES.get(random.nextInt(Actor.Fate.TROUBLES.size()));
    }

    /** Mostly on time; now and then some time after its day is closed, but within the margin. */
    private void arrive() {
        Slot slot = Slot.at(now.minusMillis(random.nextInt(2_250)));
        Instant midnight = slot.day().first().start();
        if (random.nextInt(3) == 0
                && now.isBefore(midnight.plus(ArchiveParts.MARGIN))
                && now.isAfter(midnight.plusSeconds(5))) {
            slot = Slot.at(midnight.minusMillis(1 + random.nextInt(3_600_000)));
            seen.add(Sight.EVENT_LANDED_AFTER_ITS_DAY);
        }
        for (int more = random.nextInt(3); more >= 0; more--) {
            made++;
            boolean unused = log.put(
                    slot,
                    new Event(
                            new EventId("e" + made),
                            new EventType(random.nextBoolean() ? "milestone" : "logfile"),
                            new Source(random.nextBoolean() ? "cao" : "cpo"),
                            slot.start(),
                            "{\"text\":\"" + "x".repeat(random.nextInt(60)) + "\"}"));
            slot = slot.next();
        }
    }

    /** Takes the data of a few settled events of one source out of the table. */
    private void withdraw() {
        List<StoredEvent> possible = log.all().stream()
                .filter(event -> event.withdrawn().isEmpty())
                .filter(event -> !event.event().type().equals(WithdrawalNotice.TYPE))
                .filter(event -> event.slot().plus(Duration.ofSeconds(5)).isBefore(now))
                .toList();
        if (!possible.isEmpty()) {
            StoredEvent one = random.nextInt(3) > 0
                    ? possible.stream()
                            .filter(event -> isBeingArchived(event.slot().day()))
                            .findFirst()
                            .orElse(possible.get(0))
                    : possible.get(random.nextInt(possible.size()));
            List<Slot> slots = possible.stream()
                    .filter(event -> event.event().src().equals(one.event().src()))
                    .filter(event -> event.equals(one) || random.nextInt(possible.size()) == 0)
                    .map(StoredEvent::slot)
                    .toList();
            slots.forEach(slot -> log.withdraw(slot, reason(slots)));
            untold.add(slots);
        }
    }

    private boolean isBeingArchived(Day day) {
        return Checkpoint.read(table)
                .archived()
                .map(last -> last.next().equals(day))
                .orElse(true);
    }

    /** Longer than some data, shorter than other: withdrawing moves where a part would end. */
    private static String reason(List<Slot> slots) {
        return "forged \"" + "y".repeat((int) (slots.get(0).millis() % 40)) + "\"";
    }

    private void tell() {
        List<Slot> slots = untold.remove();
        made++;
        String named = slots.stream().map(slot -> Long.toString(slot.millis())).collect(Collectors.joining(","));
        Event notice = new Event(
                new EventId("withdrawal/" + made),
                WithdrawalNotice.TYPE,
                source(slots.get(0)),
                now,
                "{\"reason\":\"" + reason(slots).replace("\"", "\\\"")
                        + "\",\"from\":0,\"to\":1,\"part\":1,\"parts\":1," + "\"events\":[" + named + "]}");
        Slot slot = Slot.at(now);
        while (!log.put(slot, notice)) {
            slot = slot.next();
        }
        told.put(slot, slots);
        Optional<Day> archived = Checkpoint.read(table).archived();
        boolean begun = slots.stream()
                .anyMatch(one -> !new DayItems(table).parts(one.day()).isEmpty());
        boolean isArchived = slots.stream()
                .anyMatch(one ->
                        archived.filter(day -> one.day().compareTo(day) <= 0).isPresent());
        seen.add(
                isArchived
                        ? Sight.WITHDRAWN_FROM_AN_ARCHIVED_DAY
                        : begun
                                ? Sight.WITHDRAWN_WHILE_ITS_DAY_WAS_ARCHIVED
                                : Sight.WITHDRAWN_BEFORE_ITS_DAY_WAS_ARCHIVED);
    }

    private Source source(Slot slot) {
        return log.all().stream()
                .filter(event -> event.slot().equals(slot))
                .findFirst()
                .orElseThrow()
                .event()
                .src();
    }

    private void start() {
        Actor actor = new Actor();
        Calls calls = new Calls(actor, late, random);
        int skew = random.nextInt(740);
        InstantSource source = () -> now.plusMillis(skew);
        Archive archive = parts.archive(
                calls.log(log), calls.table(table), calls.store(store), source.withZone(ZoneOffset.UTC), any -> {});
        actors.add(actor);
        actor.start(threads, () -> rounds(archive));
        checkFailure(actor);
    }

    /** As a warm instance that is started again and again. */
    private static void rounds(Archive archive) {
        for (int round = 0; round < 4; round++) {
            try {
                boolean more = true;
                while (more) {
                    more = !archive.step().caughtUp();
                }
            } catch (ViewTableException | ReadFailedException e) {
                // The next round.
            }
        }
    }

    private void go(Actor actor, List<Actor.Fate> fates) {
        Instant last = lastCalls.getOrDefault(actor, now);
        if (!last.plus(Duration.ofMinutes(10)).isAfter(now)) {
            seen.add(Sight.THAWED_AFTER_TEN_MINUTES);
        }
        lastCalls.put(actor, now);
        actor.go(fates);
        checkFailure(actor);
    }

    private void checkFailure(Actor actor) {
        if (actor.isEnded()) {
            seen.add(Sight.PROCESS_ENDED);
        }
        Optional<Throwable> failure = actor.failure();
        if (failure.isPresent()) {
            throw new AssertionError(failure.get().toString(), failure.get());
        }
    }

    private void end(Actor actor) {
        while (!actor.isFinished()) {
            actor.go(List.of(Actor.Fate.ENDED_BEFORE));
        }
    }

    /** What must be true at every moment. */
    private void check() {
        Map<String, byte[]> objects = store.all();
        Checkpoint checkpoint = Checkpoint.read(table);
        List<Object> state = List.of(List.copyOf(objects.values()), checkpoint);
        if (state.equals(checked)) {
            return;
        }
        checked = state;
        Set<Day> manifests = new TreeSet<>();
        for (Map.Entry<String, byte[]> object : objects.entrySet()) {
            if (object.getKey().startsWith("manifest/")) {
                Manifest manifest = manifestsRead.computeIfAbsent(object.getValue(), Recount::manifest);
                manifests.add(manifest.day());
                for (ArchivedObject part : manifest.objects()) {
                    String name = ObjectNames.object(manifest.day(), part.group(), part.part());
                    if (!objects.containsKey(name)) {
                        throw new AssertionError(object.getKey() + " tells of " + name + ", which is not there");
                    }
                }
                if (manifest.parts().size() > 1) {
                    seen.add(Sight.DAY_OF_SEVERAL_PARTS);
                }
            }
        }
        checkpoint.archived().ifPresent(last -> {
            for (StoredEvent event : log.all()) {
                if (event.slot().day().compareTo(last) <= 0
                        && !manifests.contains(event.slot().day())) {
                    throw new AssertionError("archived without a manifest: "
                            + ObjectNames.date(event.slot().day()));
                }
            }
        });
        told.forEach((notice, slots) -> {
            if (!notice.isAfter(checkpoint.position())) {
                slots.forEach(slot -> checkWithdrawn(slot, checkpoint, objects));
            }
        });
    }

    private void checkWithdrawn(Slot slot, Checkpoint checkpoint, Map<String, byte[]> objects) {
        if (checkpoint.archived().filter(day -> slot.day().compareTo(day) <= 0).isEmpty()) {
            return;
        }
        String date = ObjectNames.date(slot.day());
        objects.forEach((name, packed) -> {
            if (name.endsWith(".gz")
                    && name.contains(date)
                    && searched.computeIfAbsent(packed, any -> new HashSet<>()).add(slot)) {
                textsRead.computeIfAbsent(packed, Recount::unpack).lines().forEach(line -> {
                    if (line.contains("\"ts\":" + slot.millis() + ",") && line.contains("\"data\":")) {
                        throw new AssertionError(name + " still has what was withdrawn: " + line);
                    }
                });
            }
        });
    }

    /** Lets everything come to its end, and compares the archive with a recount. */
    private void settle() {
        for (Actor actor : actors) {
            while (!actor.isFinished()) {
                go(actor, Collections.nCopies(50, Actor.Fate.DONE));
                now = now.plusMillis(1);
            }
        }
        late.forEach(Runnable::run);
        late.clear();
        while (!untold.isEmpty()) {
            tell();
        }
        now = now.plus(Duration.ofHours(30));
        List<Difference> differences = finish();
        expectRecount();
        List<Day> days = log.all().stream()
                .map(event -> event.slot().day())
                .distinct()
                .filter(day -> day.compareTo(archived()) <= 0)
                .toList();
        Archive archive = parts.archive(log, table, store, Clock.fixed(now, ZoneOffset.UTC), differences::add);
        for (Day day : days) {
            differences.addAll(archive.compare(day));
        }
        if (!differences.isEmpty()) {
            throw new AssertionError("in the end there are " + differences);
        }
    }

    private List<Difference> finish() {
        List<Difference> differences = new ArrayList<>();
        InstantSource ticking = () -> now = now.plusMillis(1);
        Archive archive = parts.archive(log, table, store, ticking.withZone(ZoneOffset.UTC), differences::add);
        int steps = 0;
        while (!archive.step().caughtUp()) {
            steps++;
            if (steps > 10_000) {
                throw new AssertionError("it does not come to an end");
            }
        }
        return differences;
    }

    private Day archived() {
        return Checkpoint.read(table).archived().orElseThrow();
    }

    private void expectRecount() {
        Day due = new ArchiveOptions(ArchiveParts.SETTLING, ArchiveParts.MARGIN, Duration.ZERO, Optional.empty(), 1)
                .lastDue(now, Duration.ZERO)
                .orElseThrow();
        Map<String, String> right = Recount.texts(log.all(), due);
        Map<String, String> is = Recount.texts(store.all());
        if (!is.equals(right)) {
            throw new AssertionError("in the end there is\n" + right + ", not\n" + is);
        }
        check();
    }

    /** The table loses some events, and of one that is left the data is withdrawn: the archive keeps the others. */
    private void expire() {
        List<StoredEvent> archived = log.all().stream()
                .filter(event -> event.slot().day().compareTo(archived()) <= 0)
                .filter(event -> event.withdrawn().isEmpty())
                .filter(event -> !event.event().type().equals(WithdrawalNotice.TYPE))
                .toList();
        if (!archived.isEmpty()) {
            StoredEvent left = archived.get(random.nextInt(archived.size()));
            archived.stream()
                    .filter(event -> !event.equals(left) && random.nextBoolean())
                    .forEach(event -> log.expire(event.slot()));
            log.withdraw(left.slot(), reason(List.of(left.slot())));
            untold.add(List.of(left.slot()));
            tell();
            seen.add(Sight.WITHDRAWN_WHERE_OTHERS_HAVE_EXPIRED);
            now = now.plusSeconds(60);
            List<Difference> unused = finish();
            expectRecount();
        }
    }
}
