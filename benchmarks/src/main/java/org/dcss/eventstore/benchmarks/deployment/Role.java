package org.dcss.eventstore.benchmarks.deployment;

import java.nio.file.Path;
import java.util.Locale;

/** The functions that there are. */
public enum Role {
    SUBMIT("org.dcss.eventstore.submit.SubmitHandler"),
    CONSUMER("org.dcss.eventstore.consumer.ConsumerHandler"),
    QUERY("org.dcss.eventstore.query.QueryHandler");

    private final String handler;

    Role(String handler) {
        this.handler = handler;
    }

    /** The class that Lambda makes. */
    public String handler() {
        return handler;
    }

    /** Its name in Terraform and in the build. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is deployed, as the build left it. */
    public Path zip() {
        return Repository.root()
                .resolve("lambdas")
                .resolve(title())
                .resolve("target")
                .resolve(title() + ".zip");
    }
}
