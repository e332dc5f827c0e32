package org.dcss.eventstore.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.crac.Context;
import org.crac.Resource;

/**
 * Secure random bytes that differ between all processes restored from one snapshot. Safe for use by several threads.
 */
public final class FreshRandom implements Resource {

    private static final Path KERNEL = Path.of("/dev/urandom");
    private static final int SEED_BYTES = 32;

    private volatile SecureRandom random = new SecureRandom();

    public FreshRandom() {
        Snapshots.register(this);
    }

    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A generator that differs between processes as the bytes do, for what needs no secrecy. For one thread. */
    public RandomGenerator generator() {
        return new SplittableRandom(ByteBuffer.wrap(bytes(Long.BYTES)).getLong());
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        // Nothing to save: what matters is that nothing of the old state is used again.
    }

    /** Seeds from the kernel, which reseeds itself on a restore; the JDK may still hold bytes it read before. */
    @Override
    public void afterRestore(Context<? extends Resource> context) throws IOException {
        SecureRandom fresh = new SecureRandom();
        try (InputStream kernel = Files.newInputStream(KERNEL)) {
            fresh.setSeed(kernel.readNBytes(SEED_BYTES));
        }
        random = fresh;
    }
}
