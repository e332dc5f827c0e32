package org.dcss.eventstore.local.blackbox;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A source and a key that may submit for it. */
public record SourceKey(String src, String key) {

    /** Reads {@code KEY=SRC,KEY=SRC}. */
    public static List<SourceKey> parse(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(pair -> new SourceKey(
                        pair.substring(pair.lastIndexOf('=') + 1), pair.substring(0, pair.lastIndexOf('='))))
                .toList();
    }

    /** The header's value in the Basic scheme. */
    public String basic() {
        return basic(src, key);
    }

    public static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
