package org.dcss.eventstore.local.runtime;

import java.util.Locale;
import java.util.UUID;

/** What a function signs its calls with. */
public record Credentials(String accessKeyId, String secretAccessKey, String sessionToken) {

    /** Credentials that nobody has had before. */
    public static Credentials random() {
        return new Credentials(
                "ASIA"
                        + UUID.randomUUID()
                                .toString()
                                .replace("-", "")
                                .substring(0, 16)
                                .toUpperCase(Locale.ROOT),
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString());
    }

    /** Leaves the secrets out. */
    @Override
    public String toString() {
        return accessKeyId;
    }
}
