package org.dcss.eventstore.local.engines;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.dcss.eventstore.local.engines.sqs.Queues;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** A process that sends until nothing more can be stored, and goes on sending for a while. */
final class FillDisk {
    static final String SENT = "sent";
    static final String REFUSED = "refused";

    static final Queues.Spec QUEUE = new Queues.Spec("events", true, Duration.ofMinutes(5), 5);

    private static final int TRIES_AFTER = 3;
    private static final String BODY = " " + "x".repeat(200_000);

    private FillDisk() {}

    public static void main(String[] arguments) throws IOException {
        Speech.begin();
        try (var engines = Engines.at(Path.of(arguments[0]))) {
            var url = Queues.ensure(engines.sqsClient(), QUEUE).url();
            int refused = -1;
            for (int n = 0; refused < 0 || n <= refused + TRIES_AFTER; n++) {
                if (!sent(engines.sqsClient(), url, n) && refused < 0) {
                    refused = n;
                }
            }
            // The same deduplication id: a repeat of what was not stored.
            sent(engines.sqsClient(), url, refused);
        }
    }

    private static boolean sent(SqsClient sqs, String url, int n) {
        try {
            sqs.sendMessage(r -> r.queueUrl(url)
                    .messageBody(n + BODY)
                    .messageGroupId("cpo")
                    .messageDeduplicationId(Integer.toString(n)));
            Speech.say(SENT, n);
            return true;
        } catch (SqsException e) {
            Speech.say(REFUSED, e.statusCode() + " " + e.getMessage());
            return false;
        }
    }
}
