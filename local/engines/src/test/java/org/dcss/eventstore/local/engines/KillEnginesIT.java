package org.dcss.eventstore.local.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Dkills=30 -Dkills.seed=1} kills as often, at the moments of that seed. */
@Tag("slow")
final class KillEnginesIT {
    private static final int KILLS = Integer.getInteger("kills", 4);
    private static final long SEED = Long.getLong("kills.seed", System.nanoTime());

    /** Moments are counted in answers, since a busy machine gives few of them in a second. */
    private static final int MOST_SENDS = 100;

    private static final int LONGEST_WAIT_MILLIS = 50;

    @TempDir
    private Path directory;

    private final Set<String> put = new HashSet<>();
    private Set<String> kept = Set.of();
    private Set<String> deleted = Set.of();

    @Test
    void nothingAnsweredIsLostInAKill() throws Exception {
        var random = new Random(SEED);
        for (int run = 0; run < KILLS; run++) {
            try (var child = start(Integer.toString(run))) {
                child.hears(Load.SENT, 1 + random.nextInt(MOST_SENDS));
                Thread.sleep(random.nextInt(LONGEST_WAIT_MILLIS));
                child.kill();
                child.hearsOut();
                put.addAll(child.said(Load.PUT));
                kept = new HashSet<>(child.said(Load.SENT));
                child.said(Load.DELETING).forEach(kept::remove);
                deleted = new HashSet<>(child.said(Load.DELETED));
                deleted.addAll(child.said(Load.FOUND));
            }
        }
        start(Integer.toString(KILLS), "verify").close();
        assertThat(put).as("puts, seed %s", SEED).isNotEmpty();
    }

    /** Compares what the process finds with what the one before it was answered. */
    private Child start(String... run) throws Exception {
        var arguments = Stream.concat(
                        java.util.stream.Stream.of(directory.resolve("data").toString()), Stream.of(run))
                .toArray(String[]::new);
        var errors = directory.resolve("errors");
        var child = Child.start(List.of(), errors, Load.class, arguments);
        assertThat(child.hears(Load.READY))
                .as(() -> "run %s, seed %s: %s".formatted(run[0], SEED, Child.read(errors)))
                .isTrue();
        var found = child.said(Load.FOUND);
        var context = "run %s, seed %s".formatted(run[0], SEED);
        assertThat(found).as("messages in %s", context).doesNotHaveDuplicates();
        assertThat(missing(found, kept)).as("messages lost in %s", context).isEmpty();
        assertThat(found).as("messages deleted before %s", context).noneMatch(deleted::contains);
        assertThat(missing(child.said(Load.ITEM), put))
                .as("items lost in %s", context)
                .isEmpty();
        assertThat(child.said(Load.ITEM).stream().map(Long::parseLong).filter(slot -> slot < 0))
                .as("items whose transaction is there in part in %s", context)
                .allMatch(slot -> child.said(Load.ITEM).contains(Long.toString(slot % 2 == 0 ? slot - 1 : slot + 1)));
        return child;
    }

    private static Set<String> missing(List<String> found, Set<String> expected) {
        var missing = new HashSet<>(expected);
        found.forEach(missing::remove);
        return missing;
    }
}
