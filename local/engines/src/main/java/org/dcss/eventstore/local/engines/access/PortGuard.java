package org.dcss.eventstore.local.engines.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Who may use an engine's port: programs of this machine that name its access key, and no web page. A page cannot set
 * {@code Authorization} without being asked about first, but it can post a form, and by a name of its own that leads to
 * loopback it can even read the answer; so what only browsers send is refused as well.
 */
public final class PortGuard {

    /** Takes every access key that is named: for engines that hold nothing that is to be kept. */
    public static final PortGuard ANY_KEY = new PortGuard(Set.of());

    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SIGNED =
            Pattern.compile("AWS4-HMAC-SHA256 +([^ ,]+, *)*Credential=\"?([^/,\"\\s]+)/.*");

    /** None: any will do. */
    private final Set<AccessKey> wanted;

    private PortGuard(Set<AccessKey> wanted) {
        this.wanted = wanted;
    }

    /** Takes these access keys alone, one or more. */
    public static PortGuard only(AccessKey first, AccessKey... more) {
        Set<AccessKey> wanted = new HashSet<>(List.of(more));
        wanted.add(first);
        return new PortGuard(wanted);
    }

    /**
     * Why a request is not to be served; empty if it is.
     *
     * @param header the value of the header of a name, without regard to the name's case
     */
    public Optional<String> refusal(Function<String, Optional<String>> header) {
        if (!LOOPBACK.matcher(header.apply("Host").orElse("")).matches()) {
            return Optional.of("not for this Host");
        }
        if (header.apply("Origin").isPresent() || header.apply("Sec-Fetch-Site").isPresent()) {
            return Optional.of("not for web pages");
        }
        var signed = SIGNED.matcher(header.apply("Authorization").orElse(""));
        if (!signed.matches() || !accepts(signed.group(2))) {
            return Optional.of("not with this access key");
        }
        return Optional.empty();
    }

    /** In the same time whatever is wrong with it. */
    private boolean accepts(String id) {
        byte[] given = id.getBytes(StandardCharsets.UTF_8);
        boolean known = wanted.isEmpty();
        for (AccessKey key : wanted) {
            known |= MessageDigest.isEqual(given, key.id().getBytes(StandardCharsets.UTF_8));
        }
        return known;
    }
}
