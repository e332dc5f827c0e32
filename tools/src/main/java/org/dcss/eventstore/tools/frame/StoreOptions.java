package org.dcss.eventstore.tools.frame;

import java.net.URI;
import org.dcss.eventstore.tools.http.StoreClient;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which store a command speaks to. */
public final class StoreOptions {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec mixee;

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            description = "The store, such as https://events.example.org or http://127.0.0.1:8080.")
    @SuppressWarnings("NullAway.Init")
    private URI url;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "A file with lines OPTION = VALUE, such as url = https://events.example.org. Every option can also"
                            + " be set in the environment: --key-file is DCSS_EVENTS_KEY_FILE. Flags win, then the environment.")
    @SuppressWarnings("unused")
    private String config = "";

    public URI url() {
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new ParameterException(mixee.commandLine(), "--url takes an address with http or https");
        }
        return url;
    }

    public StoreClient client() {
        return new StoreClient(url());
    }
}
