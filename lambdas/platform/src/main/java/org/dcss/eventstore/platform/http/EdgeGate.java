package org.dcss.eventstore.platform.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dcss.eventstore.core.Sha256;
import org.dcss.eventstore.platform.Environment;

/**
 * Lets in what comes by the edge, and nothing that passes by it: requests that show a secret, of which only hashes are known
 * here. Without hashes it lets everything in.
 */
public final class EdgeGate {

    /** Where there is no edge. */
    public static final EdgeGate OPEN = new EdgeGate(List.of(), "");

    /** In lower case, as the gateway sends names. */
    static final String HEADER = "x-edge-secret";

    private static final String HASHES = "EDGE_SECRET_HASHES";

    /** The secret in use, and the next or the last. */
    private static final int MOST = 2;

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private static final ProblemType MISDIRECTED =
            new ProblemType("misdirected-request", 421, "Not the store's address");

    private final List<byte[]> hashes;
    private final String address;

    private EdgeGate(List<byte[]> hashes, String address) {
        this.hashes = hashes;
        this.address = address;
    }

    /**
     * A gate as the environment has it.
     *
     * @param environment optionally {@code EDGE_SECRET_HASHES}, one or two SHA-256 in hexadecimal, by comma; and with it
     *     {@code EDGE_ADDRESS}, where clients should ask
     * @throws IllegalArgumentException if a variable is wrong or missing; names it
     */
    public static EdgeGate from(Environment environment) {
        return environment
                .optional(HASHES)
                .map(hashes -> new EdgeGate(
                        parse(hashes),
                        environment
                                .address("EDGE_ADDRESS")
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "the environment variable EDGE_ADDRESS must be set where " + HASHES + " is"))
                                .toString()))
                .orElse(OPEN);
    }

    private static List<byte[]> parse(String value) {
        List<String> hashes = List.of(value.split(",", -1));
        if (hashes.size() > MOST || !hashes.stream().allMatch(HASH.asMatchPredicate())) {
            throw new IllegalArgumentException("the environment variable " + HASHES + " must be one or " + MOST
                    + " SHA-256, each of 64 hexadecimal digits in lower case, by comma");
        }
        return hashes.stream().map(EdgeGate::bytes).toList();
    }

    /**
     * What to answer a request that did not come by the edge; empty for one that did. How long it takes tells nothing of the
     * secret.
     *
     * @param headers by lower-case names
     */
    Optional<Problem> refusal(Map<String, String> headers) {
        if (hashes.isEmpty() || isSecret(headers.getOrDefault(HEADER, ""))) {
            return Optional.empty();
        }
        return Optional.of(MISDIRECTED.because(
                "The store is at " + address + "; this address serves what stands before it alone. Ask there."));
    }

    private boolean isSecret(String shown) {
        byte[] hash = bytes(Sha256.hex(shown));
        boolean found = false;
        for (byte[] known : hashes) {
            found |= MessageDigest.isEqual(known, hash);
        }
        return found;
    }

    private static byte[] bytes(String hexadecimal) {
        return hexadecimal.getBytes(StandardCharsets.US_ASCII);
    }
}
