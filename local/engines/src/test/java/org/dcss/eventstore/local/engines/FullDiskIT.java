package org.dcss.eventstore.local.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dcss.eventstore.local.engines.sqs.Queues;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;

/** No file of the process may grow beyond a limit of the operating system, which fails a write as a full disk does. */
@Tag("slow")
final class FullDiskIT {
    private static final Path BASH = Path.of("/bin/bash");
    private static final int LIMIT_KILOBYTES = 12_000;

    @TempDir
    private Path directory;

    @Test
    void whatCannotBeStoredIsNotAcknowledged() throws Exception {
        assumeTrue(Files.isExecutable(BASH), "no " + BASH + " to limit a process with");
        var limited = List.of(BASH.toString(), "-c", "ulimit -f " + LIMIT_KILOBYTES + "; exec \"$@\"", "limited");
        var data = directory.resolve("data");
        var errors = directory.resolve("errors");
        List<String> sent;
        try (var child = Child.start(limited, errors, FillDisk.class, data.toString())) {
            child.hearsOut();
            sent = child.said(FillDisk.SENT);
            assertThat(child.said(FillDisk.REFUSED))
                    .as(() -> "refusals; " + Child.read(errors))
                    .hasSize(5)
                    .allSatisfy(refusal -> assertThat(refusal)
                            .startsWith("503 ")
                            .contains("messages.db", "nothing more is accepted until the next start"));
        }
        assertThat(sent).isNotEmpty();
        try (var engines = Engines.at(data)) {
            assertThat(bodies(engines)).containsExactlyElementsOf(sent);
        }
    }

    private static List<String> bodies(Engines engines) {
        var url = Queues.ensure(engines.sqsClient(), FillDisk.QUEUE).url();
        var bodies = new ArrayList<String>();
        List<Message> received;
        do {
            received = engines.sqsClient()
                    .receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10))
                    .messages();
            for (var message : received) {
                bodies.add(message.body().substring(0, message.body().indexOf(' ')));
                engines.sqsClient().deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
            }
        } while (!received.isEmpty());
        return bodies;
    }
}
