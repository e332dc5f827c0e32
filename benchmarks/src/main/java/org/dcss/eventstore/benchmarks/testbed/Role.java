package org.dcss.eventstore.benchmarks.testbed;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import org.dcss.eventstore.consumer.ConsumerHandler;
import org.dcss.eventstore.platform.function.Host;
import org.dcss.eventstore.platform.telemetry.MetricSink;
import org.dcss.eventstore.query.QueryHandler;
import org.dcss.eventstore.submit.SubmitHandler;

/** The functions that there are. */
public enum Role {
    SUBMIT,
    CONSUMER,
    QUERY;

    /** Its name in Terraform and in the build. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The class that Lambda makes. */
    public String handler() {
        return switch (this) {
            case SUBMIT -> SubmitHandler.class.getName();
            case CONSUMER -> ConsumerHandler.class.getName();
            case QUERY -> QueryHandler.class.getName();
        };
    }

    RequestStreamHandler handler(Map<String, String> variables, Clock clock, MetricSink metrics) {
        return switch (this) {
            case SUBMIT -> new SubmitHandler(new Host(variables, clock, metrics));
            case CONSUMER -> new ConsumerHandler(new Host(variables, clock, metrics));
            case QUERY -> new QueryHandler(new Host(variables, clock, metrics));
        };
    }

    /** What is deployed, as the build left it. */
    public Path zip() {
        return repository().resolve("lambdas/" + title() + "/target/" + title() + ".zip");
    }

    /** The folder that holds {@code mvnw}: this one, or one above it. */
    static Path repository() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder;
            }
        }
        throw new IllegalStateException("to be run within the repository, which holds the zips and the Terraform");
    }
}
