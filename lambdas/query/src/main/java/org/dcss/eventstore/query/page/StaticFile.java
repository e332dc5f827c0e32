package org.dcss.eventstore.query.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file as it is sent. Compressed, and written as Base64, when it is first asked for, and then kept. Safe for use by
 * several threads.
 */
final class StaticFile {

    /** In bytes: 48 bits are enough that no two versions of a file share a name. */
    private static final int HASH_LENGTH = 6;

    private final String name;
    private final byte[] bytes;
    private final String hash;
    private @Nullable String plain;
    private @Nullable String gzip;

    StaticFile(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes.clone();
        this.hash = hash(bytes);
    }

    /** Twelve hexadecimal digits that tell what the file holds. */
    String hash() {
        return hash;
    }

    /** The name with the hash before its ending, such as {@code page.0a1b2c3d4e5f.css}: another file never has it. */
    String hashedName() {
        int ending = name.lastIndexOf('.');
        return name.substring(0, ending + 1) + hash + name.substring(ending);
    }

    String contentType() {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return switch (ending) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "txt" -> "text/plain; charset=utf-8";
            case "json" -> "application/json";
            case "yaml" -> "application/yaml";
            default -> throw new IllegalStateException("no content type is known for " + name);
        };
    }

    /** The content in Base64, which is how a body of bytes goes through the gateway. */
    synchronized String body(boolean compressed) {
        if (compressed) {
            if (gzip == null) {
                gzip = Base64.getEncoder().encodeToString(gzip(bytes));
            }
            return gzip;
        }
        if (plain == null) {
            plain = Base64.getEncoder().encodeToString(bytes);
        }
        return plain;
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
