package org.dcss.eventstore.intake.key;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * What the header Authorization holds: the key itself, {@code Bearer} and the key, or {@code Basic} with a user and the
 * key for a password.
 */
record Credentials(Optional<String> user, String key) {

    /** Longer than any key is; keeps hashing cheap. */
    private static final int MAX_LENGTH = 512;

    /** Reads the header's value; empty if it holds nothing that could be a key. */
    static Optional<Credentials> parse(String header) {
        String value = header.strip();
        int space = value.indexOf(' ');
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String scheme = space < 0 ? value : value.substring(0, space);
        String rest = space < 0 ? "" : value.substring(space).strip();
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "bearer" -> of(Optional.empty(), rest);
            case "basic" -> basic(rest);
            default -> of(Optional.empty(), value);
        };
    }

    private static Optional<Credentials> basic(String encoded) {
        try {
            String decoded = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = decoded.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : of(Optional.of(decoded.substring(0, colon)), decoded.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Credentials> of(Optional<String> user, String key) {
        return key.isEmpty() ? Optional.empty() : Optional.of(new Credentials(user, key));
    }

    /** Says nothing, lest a key be logged. */
    @Override
    public String toString() {
        return "Credentials";
    }
}
