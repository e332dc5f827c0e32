package org.dcss.eventstore.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.message.MessageCodec;
import org.dcss.eventstore.fixtures.HostileJson;
import org.junit.jupiter.api.Test;

/** Whatever submit accepts, the consumer can read, in the same process and after whatever came before. */
class AcceptedIsDecodedIT {

    private static final int DOCUMENTS = 100_000;
    private static final Pattern BLANKS = Pattern.compile("[ \\n\\r\\t]+");

    private final HostileDocuments documents = new HostileDocuments(new Random(DOCUMENTS));

    @Test
    void whatIsAcceptedIsDecodedAsItWasSent() throws Exception {
        int accepted = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            String sent = documents.next();
            List<Message> messages = documents.accepted(sent);
            String packed = messages.isEmpty() ? "" : withoutBlanks(sent);
            for (Message message : messages) {
                accepted++;
                assertThat(packed.contains(withoutBlanks(message.event().data())))
                        .as("document %s: the data is a part of what was sent", i)
                        .isTrue();
                assertThat(MessageCodec.decode(MessageCodec.encode(message)))
                        .as("document %s", i)
                        .isEqualTo(message);
            }
        }
        assertThat(accepted).isBetween(DOCUMENTS / 3, DOCUMENTS - DOCUMENTS / 10);
    }

    private static String withoutBlanks(String text) {
        return BLANKS.matcher(text).replaceAll("");
    }

    /** The two ways in which one event once broke the reading of others. */
    @Test
    void hostileNamesHarmNoOtherEvent() throws Exception {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            members.add(HostileJson.colliding(9 + i, "bA", "ab"));
            members.add(HostileJson.colliding(9 + i, "Aa", "BB"));
            members.add(HostileJson.members(3_000, name -> "f" + name));
        }
        for (String each : members) {
            String sent = documents.good().with(each).json();
            List<Message> accepted = documents.accepted(sent);
            assertThat(accepted).hasSize(1);
            assertThat(MessageCodec.decode(MessageCodec.encode(accepted.get(0))))
                    .isEqualTo(accepted.get(0));
        }
    }
}
