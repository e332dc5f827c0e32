package org.dcss.eventstore.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.LongStream;

/** In which order seeds are tried to find a mutant: first one that has found it before, then all from 1 on. */
public final class KnownSeeds {

    private static final Properties KNOWN = read();

    private KnownSeeds() {}

    /**
     * The seeds to try.
     *
     * @param mutant its name
     * @param most the last seed
     */
    public static LongStream toTry(String mutant, long most) {
        return LongStream.concat(known(mutant), LongStream.rangeClosed(1, most));
    }

    /** The seed that has found the mutant before, if one is kept. */
    public static LongStream known(String mutant) {
        String seed = KNOWN.getProperty(mutant);
        return seed == null ? LongStream.empty() : LongStream.of(Long.parseLong(seed));
    }

    private static Properties read() {
        Properties known = new Properties();
        try (InputStream content =
                Objects.requireNonNull(KnownSeeds.class.getResourceAsStream("known-seeds.properties"))) {
            known.load(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return known;
    }
}
