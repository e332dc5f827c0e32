package org.dcss.eventstore.local.engines.access;

import java.security.SecureRandom;
import java.util.HexFormat;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * What a client signs its requests with. An engine looks at the id alone, which stands in each request: that is the part
 * to keep to oneself.
 */
public record AccessKey(String id, String secret) {

    /** For engines that take any, since they hold nothing that is to be kept. */
    public static final AccessKey LOCAL = new AccessKey("local", "local");

    private static final int BYTES = 24;

    /** One that nobody can guess: 192 bits, as letters and digits. */
    public static AccessKey random(SecureRandom random) {
        return new AccessKey(text(random), text(random));
    }

    private static String text(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    AwsCredentialsProvider provider() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
    }

    /** Nothing that could be used. */
    @Override
    public String toString() {
        return "AccessKey[…]";
    }
}
