package org.dcss.eventstore.rehearsal;

import java.net.URI;
import picocli.CommandLine.Option;

/** The option that all commands have which ask the stand-in. */
final class StandIn {

    @Option(
            names = "--endpoint",
            required = true,
            paramLabel = "URL",
            defaultValue = "${env:AWS_ENDPOINT_URL}",
            description = "Where AWS's stand-in is (AWS_ENDPOINT_URL).")
    @SuppressWarnings("NullAway.Init")
    private URI endpoint;

    URI endpoint() {
        return endpoint;
    }

    /** Clients of it; the caller closes them. */
    AwsApis apis() {
        return new AwsApis(endpoint);
    }
}
