package org.dcss.eventstore.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.key.QuotaTable;
import org.dcss.eventstore.core.key.QuotaTable.Result;
import org.junit.jupiter.api.Test;

public abstract class QuotaTableContract {

    /** Ahead of any clock: what is over is deleted by the table, at any moment. */
    protected static final Instant NOW = Instant.parse("2100-03-01T12:00:00Z");

    protected static final Source CPO = new Source("cpo");

    private static final Source CAO = new Source("cao");

    /** An empty table, the same one throughout a test. */
    protected abstract QuotaTable table();

    /** Takes what stays within ten seconds. */
    private Result take(Instant now, long millis, Instant expected) {
        return table().take(CPO, now, Duration.ofMillis(millis), now.plusSeconds(10), expected);
    }

    @Test
    void whatIsTakenAddsUpWhateverWasExpected() {
        assertThat(take(NOW, 1_500, Instant.EPOCH)).isEqualTo(new Result.Taken(NOW.plusMillis(1_500)));
        assertThat(take(NOW.plusSeconds(1), 2_000, Instant.EPOCH)).isEqualTo(new Result.Taken(NOW.plusMillis(3_500)));
        assertThat(take(NOW.plusSeconds(1), 500, NOW.plusMillis(1_500)))
                .isEqualTo(new Result.Taken(NOW.plusMillis(4_000)));
    }

    @Test
    void sourcesHaveTheirOwn() {
        take(NOW, 9_000, Instant.EPOCH);

        assertThat(table().take(CAO, NOW, Duration.ofSeconds(9), NOW.plusSeconds(10), Instant.EPOCH))
                .isEqualTo(new Result.Taken(NOW.plusSeconds(9)));
    }

    @Test
    void nothingIsOwedOnceItIsPast() {
        take(NOW, 1_000, Instant.EPOCH);
        Instant later = NOW.plusSeconds(60);

        assertThat(take(later, 1_000, NOW.plusMillis(1_000))).isEqualTo(new Result.Taken(later.plusSeconds(1)));
        assertThat(take(later, 1_000, Instant.EPOCH)).isEqualTo(new Result.Taken(later.plusSeconds(2)));
    }

    @Test
    void whatReachesTooFarTakesNothing() {
        take(NOW, 9_000, Instant.EPOCH);

        assertThat(take(NOW, 1_001, Instant.EPOCH)).isEqualTo(new Result.TooFar(NOW.plusSeconds(9)));
        assertThat(take(NOW, 1_001, NOW.plusSeconds(9))).isEqualTo(new Result.TooFar(NOW.plusSeconds(9)));
        assertThat(take(NOW, 1_000, NOW.plusSeconds(9))).isEqualTo(new Result.Taken(NOW.plusSeconds(10)));
        assertThat(table().take(CPO, NOW, Duration.ofSeconds(50), QuotaTable.ANY, Instant.EPOCH))
                .isEqualTo(new Result.Taken(NOW.plusSeconds(60)));
    }

    @Test
    void timeThatAWrongClockTookIsGivenBack() {
        take(NOW.plus(Duration.ofDays(400)), 1_000, Instant.EPOCH);

        assertThat(take(NOW, 1_000, Instant.EPOCH)).isEqualTo(new Result.Taken(NOW.plusSeconds(1)));
        assertThat(take(NOW, 1_000, NOW.plusSeconds(1))).isEqualTo(new Result.Taken(NOW.plusSeconds(2)));
    }

    @Test
    void functionsAtOnceTakeNothingTwice() {
        List<CompletableFuture<Result>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(CompletableFuture.supplyAsync(
                    () -> table().take(CPO, NOW, Duration.ofMillis(100), QuotaTable.ANY, Instant.EPOCH)));
        }

        assertThat(calls.stream().map(CompletableFuture::join).map(Result::until))
                .containsExactlyInAnyOrder(
                        NOW.plusMillis(100), NOW.plusMillis(200), NOW.plusMillis(300), NOW.plusMillis(400));
    }
}
