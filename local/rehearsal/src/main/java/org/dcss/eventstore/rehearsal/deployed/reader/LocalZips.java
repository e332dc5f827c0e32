package org.dcss.eventstore.rehearsal.deployed.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The zips that were built here, by what AWS knows code by: its SHA-256 in Base64. */
public final class LocalZips {

    private final Map<String, Path> byHash;

    private LocalZips(Map<String, Path> byHash) {
        this.byHash = Map.copyOf(byHash);
    }

    /**
     * Reads them.
     *
     * @throws IOException if one cannot be read
     */
    public static LocalZips of(List<Path> zips) throws IOException {
        Map<String, Path> byHash = new HashMap<>();
        for (Path zip : zips) {
            byHash.put(hash(Files.readAllBytes(zip)), zip);
        }
        return new LocalZips(byHash);
    }

    private static String hash(byte[] content) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The zip with this hash. */
    public Optional<Path> find(String hash) {
        return Optional.ofNullable(byHash.get(hash));
    }
}
