package org.dcss.eventstore.tools.verify.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256. */
public final class Hash {

    private final MessageDigest digest;

    private Hash(MessageDigest digest) {
        this.digest = digest;
    }

    /** Of nothing yet. */
    public static Hash begin() {
        try {
            return new Hash(MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static byte[] of(String text) {
        return begin().add(text).digest.digest();
    }

    /** Adds a text in UTF-8. */
    public Hash add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Adds all of the bytes. */
    public Hash add(byte[] bytes) {
        digest.update(bytes);
        return this;
    }

    /** Adds the first bytes of a buffer. */
    public Hash add(byte[] buffer, int length) {
        digest.update(buffer, 0, length);
        return this;
    }

    /** In hexadecimal digits, of what was added so far; more may follow. */
    public String soFar() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of every Java platform can be cloned", e);
        }
    }
}
