package org.dcss.eventstore.benchmarks.testbed;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import org.dcss.eventstore.append.AppendHandler;
import org.dcss.eventstore.consumer.ConsumerHandler;
import org.dcss.eventstore.platform.function.Host;
import org.dcss.eventstore.projector.ProjectorHandler;
import org.dcss.eventstore.query.QueryHandler;
import org.dcss.eventstore.submit.SubmitHandler;

/** The functions that there are. */
public enum Role {
    SUBMIT(SubmitHandler.class, SubmitHandler::new),
    APPEND(AppendHandler.class, AppendHandler::new),
    CONSUMER(ConsumerHandler.class, ConsumerHandler::new),
    QUERY(QueryHandler.class, QueryHandler::new),
    PROJECTOR(ProjectorHandler.class, ProjectorHandler::new);

    private final Class<?> type;

    @SuppressWarnings("ImmutableEnumChecker") // A constructor.
    private final Function<Host, RequestStreamHandler> constructor;

    Role(Class<?> type, Function<Host, RequestStreamHandler> constructor) {
        this.type = type;
        this.constructor = constructor;
    }

    /** Its name in Terraform and in the build. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The class that Lambda makes. */
    String handler() {
        return type.getName();
    }

    RequestStreamHandler handler(Host host) {
        return constructor.apply(host);
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
