package org.dcss.eventstore.local.engines.sqs.durable;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.elasticmq.DeduplicationId;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.util.NowProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scala.Option;

final class SentRecentlyTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final SentRecently history = new SentRecently();

    @Test
    void remembersTheFirstOfEachIdForFiveMinutes() {
        history.addNew(message("first", "same", START));
        history.addNew(message("second", "same", START.plusSeconds(1)));
        history.addNew(message("third", "other", START.plusSeconds(2)));

        assertThat(known("same")).isEqualTo("first");
        history.cleanOutdatedMessages(at(START.plusSeconds(300)));
        assertThat(known("same")).isEqualTo("first");
        history.cleanOutdatedMessages(at(START.plusSeconds(301)));
        assertThat(known("same")).isNull();
        assertThat(known("other")).isEqualTo("third");
        assertThat(known("never")).isNull();
    }

    @Test
    void answersAsTheFirstTimeAndKeepsNoBody() {
        history.addNew(message("first", "same", START));

        InternalMessage again =
                history.wasRegistered(Option.apply(new DeduplicationId("same"))).get();

        assertThat(again.toMessageData().id().id()).isEqualTo("first");
        assertThat(again.toMessageData().sequenceNumber().get()).isEqualTo("7");
        assertThat(again.content().value()).isEmpty();
    }

    private @Nullable String known(String id) {
        Option<InternalMessage> found = history.wasRegistered(Option.apply(new DeduplicationId(id)));
        return found.isEmpty() ? null : found.get().id();
    }

    private static InternalMessage message(String id, String deduplication, Instant created) {
        return new StoredMessage(id, "a body", null, created, 0, 0, 0, null, "cpo", deduplication, null, "7", null)
                .toInternalMessage(true);
    }

    private static NowProvider at(Instant now) {
        return new NowProvider() {
            @Override
            public OffsetDateTime now() {
                return now.atOffset(ZoneOffset.UTC);
            }
        };
    }
}
