package org.dcss.eventstore.tools.follow;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.dcss.eventstore.tools.http.StoreClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which events are read. */
public final class ReadOptions {

    @Option(names = "--src", paramLabel = "SRC,…", description = "Of these sources only.")
    private @Nullable String src;

    @Option(names = "--type", paramLabel = "TYPE,…", description = "Of these types only, such as milestone.")
    private @Nullable String type;

    @Option(names = "--file", paramLabel = "FILE,…", description = "That stand in these files only.")
    private @Nullable String file;

    @Option(
            names = "--entity",
            paramLabel = "NAME",
            description = "That are about this only: of DCSS a player's name, in any case.")
    private @Nullable String entity;

    /** The address of a page of {@code /events}. */
    URI uri(StoreClient client, String parameter, long value) {
        return client.resolve("events?" + parameter + "=" + value + filter("src", src) + filter("type", type)
                + filter("file", file) + filter("entity", entity));
    }

    private static String filter(String name, @Nullable String values) {
        return values == null
                ? ""
                : "&" + name + "="
                        + URLEncoder.encode(values, StandardCharsets.UTF_8).replace("%2C", ",");
    }
}
