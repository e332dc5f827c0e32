package org.dcss.eventstore.projector;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.dcss.eventstore.core.archive.Difference;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.platform.Json;
import org.dcss.eventstore.platform.function.Assembly;
import org.dcss.eventstore.platform.function.Host;
import org.dcss.eventstore.platform.function.Platform;
import org.dcss.eventstore.platform.http.TimeLimit;

/**
 * Brings the views up to the log, as far as the time of an invocation goes; whatever it is sent is ignored. Several
 * processes may do so at once; one of them takes one invocation after another.
 */
public final class ProjectorHandler implements RequestStreamHandler {

    /** What the handler is made of. */
    record Parts(EventLog events, Projection projection, Differences differences, Platform platform) {}

    /** What is left is for the step that is under way: some calls, all of which may be repeated. */
    private static final TimeLimit TIME = TimeLimit.ofLambda(Duration.ofSeconds(10));

    private final Projection projection;
    private final Differences differences;
    private final Platform platform;

    /** As Lambda makes it: set up by the environment. */
    public ProjectorHandler() {
        this(Host.lambda(System.getenv(), Clock.systemUTC()));
    }

    /** Set up by another host. */
    public ProjectorHandler(Host host) {
        this(Assembly.start(ProjectorFunction::new, host));
    }

    ProjectorHandler(Parts parts) {
        this.projection = parts.projection();
        this.differences = parts.differences();
        this.platform = parts.platform();
    }

    @Override
    public synchronized void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Projection.Report report = projection.run(TIME.answerBy(context, platform.clock()));
        List<Difference> found = differences.take();
        platform.metrics().publish(ProjectorMetrics.of(context.getAwsRequestId(), report, found.size()));
        for (Difference difference : found) {
            platform.log()
                    .error("archive-difference", context.getAwsRequestId())
                    .with("difference", difference.toString())
                    .write();
        }
        for (Projection.Failure failure : report.failures()) {
            platform.log()
                    .error(failure.isConflict() ? "view-conflict" : "view-failed", context.getAwsRequestId())
                    .with("view", failure.follower())
                    .with(failure.cause())
                    .write();
        }
        try (JsonGenerator answer = Json.FACTORY.createGenerator(output)) {
            answer.writeStartObject();
            answer.writeNumberField("failures", report.failures().size());
            answer.writeBooleanField("caughtUp", report.caughtUp());
            answer.writeNumberField("events", report.events());
            answer.writeEndObject();
        }
    }
}
