package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.unique;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.local.blackbox.Answer;
import org.dcss.eventstore.local.blackbox.ApiClient;
import org.dcss.eventstore.local.blackbox.FeedReader;
import org.dcss.eventstore.local.blackbox.Problems;
import org.dcss.eventstore.local.blackbox.ReadEvent;
import org.dcss.eventstore.local.blackbox.SourceKey;
import org.dcss.eventstore.local.blackbox.StoreUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** {@code /streams/{id}}: what is appended, read, and passed on to the log. */
@ExtendWith(StoreExtension.class)
@ResourceLock(value = StoreExtension.QUIET, mode = ResourceAccessMode.READ)
final class StreamsContractIT {

    private static final String PLACED = "{\"type\":\"Placed\",\"data\":\"AAECAw==\"}";
    private static final String PAID = "{\"type\":\"Paid\",\"data\":\"\",\"id\":\"payment/7\"}";

    private final StoreUnderTest store;
    private final ApiClient client;

    StreamsContractIT(StoreUnderTest store) {
        this.store = store;
        this.client = store.client();
    }

    private Answer append(SourceKey key, String address, String body) throws IOException, InterruptedException {
        return client.send(
                "POST",
                "/streams/" + address,
                body.getBytes(StandardCharsets.UTF_8),
                Map.of("Authorization", key.key(), "Content-Type", ApiClient.JSON));
    }

    @Test
    void whatIsAppendedIsReadAtOnceAndComesIntoTheLogOnce() throws Exception {
        String stream = unique("order=1:");
        FeedReader feed = store.feedFromNow();

        Answer first = append(store.first(), stream, PLACED);
        Answer second = append(store.first(), stream + "/2", PAID);
        Answer again = append(store.first(), stream + "/2", PAID);

        assertThat(first.text()).isEqualTo("{\"stream\":\"" + stream + "\",\"version\":1}");
        assertThat(second.text()).isEqualTo("{\"stream\":\"" + stream + "\",\"version\":2}");
        assertThat(again.text()).isEqualTo(second.text());
        Answer page = client.get("/streams/" + stream + "?limit=1");
        assertThat(page.json().findValuesAsText("type")).containsExactly("Placed");
        Answer rest = client.get(page.next().orElseThrow());
        assertThat(rest.json().findValuesAsText("type")).containsExactly("Paid");
        assertThat(rest.json().findValuesAsText("id")).containsExactly("payment/7");

        String inLog = "~s/" + stream + "/";
        List<ReadEvent> log = store.drain(feed, List.of(inLog + 1, inLog + 2)).stream()
                .filter(event -> event.id().startsWith(inLog))
                .toList();
        assertThat(log)
                .extracting(ReadEvent::data)
                .containsExactlyInAnyOrder(
                        "{\"stream\":\"" + stream + "\",\"version\":1,\"type\":\"Placed\",\"data\":\"AAECAw==\"}",
                        "{\"stream\":\"" + stream + "\",\"version\":2,\"type\":\"Paid\",\"data\":\"\"}");
        assertThat(ReadEvent.list(client.get("/events?after=" + (log.get(0).ts() - 1) + "&entity=" + stream)))
                .as("what is about the stream")
                .containsExactlyElementsOf(log);
    }

    @Test
    void whatIsNotAppendedIsSaid() throws Exception {
        String stream = unique("order");

        Answer early = append(store.first(), stream + "/2", PLACED);
        assertThat(append(store.first(), stream, PLACED).status()).isEqualTo(200);
        Answer late = append(store.first(), stream + "/1", PAID);
        Answer malformed = append(store.first(), stream + "/x", "{\"data\":\"_\"}");
        Answer others = append(store.second(), stream, PLACED);

        assertThat(Problems.check(early, 409, List.of("no version yet"))
                        .get("current_version")
                        .asInt())
                .isZero();
        assertThat(Problems.check(late, 409, List.of("has 1 version"))
                        .get("current_version")
                        .asInt())
                .isEqualTo(1);
        assertThat(Problems.pointers(Problems.check(malformed, 400, List.of())))
                .containsExactlyInAnyOrder("", "/data", "/version");
        Problems.check(others, 403, List.of(stream));
        assertThat(client.get("/streams/" + stream).json()).hasSize(1);
        assertThat(client.get("/streams/" + unique("none")).status()).isEqualTo(404);
    }
}
