package org.dcss.eventstore.append;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.dcss.eventstore.core.stream.Outbox;
import org.dcss.eventstore.platform.Json;
import org.dcss.eventstore.platform.function.Platform;
import org.dcss.eventstore.platform.http.TimeLimit;

/** What the schedule invokes: passes on what appends left pending, as far as the time goes. */
final class OutboxRun implements RequestStreamHandler {

    /** What is left is for the calls that are under way, all of which may be repeated. */
    private static final TimeLimit TIME = TimeLimit.ofLambda(Duration.ofSeconds(9));

    private final Outbox outbox;
    private final Platform platform;

    OutboxRun(Outbox outbox, Platform platform) {
        this.outbox = outbox;
        this.platform = platform;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Outbox.Report report = outbox.run(TIME.answerBy(context, platform.clock()));
        platform.metrics().publish(AppendMetrics.of(context.getAwsRequestId(), report));
        if (report.failures() > 0) {
            platform.log()
                    .warn("outbox-failed", context.getAwsRequestId())
                    .with("shards", report.failures())
                    .write();
        }
        try (JsonGenerator answer = Json.FACTORY.createGenerator(output)) {
            answer.writeStartObject();
            answer.writeNumberField("failures", report.failures());
            answer.writeNumberField("sent", report.sent());
            answer.writeEndObject();
        }
    }
}
