package org.dcss.eventstore.local.store;

import java.util.ArrayList;
import java.util.List;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.key.KeyHash;
import org.dcss.eventstore.local.administration.EnsureResult;
import org.dcss.eventstore.local.administration.KeyRegistry;
import org.dcss.eventstore.local.administration.RegisteredKey;

/**
 * The keys at the start, those given at earlier starts too.
 *
 * @param refused given, but not valid all the same
 * @param demo whether the key that everybody knows is one of the valid ones
 */
public record LocalKeys(List<RegisteredKey> valid, List<EnsureResult> refused, boolean demo) {

    /** The key that everybody knows. */
    public static final String DEMO_KEY = "qwerty";

    private static final Source DEMO_SOURCE = new Source("cpo");

    /** Enters the keys that were given, and leaves those that the folder knows already as they are. */
    static LocalKeys enter(LocalOptions options, KeyRegistry registry) {
        List<EnsureResult> refused = new ArrayList<>();
        options.keys().forEach((key, src) -> {
            EnsureResult result = registry.ensure(key, src);
            if (!(result instanceof EnsureResult.Added || result instanceof EnsureResult.AlreadyValid)) {
                refused.add(result);
            }
        });
        if (options.extras().contains(LocalOptions.Extra.DEMO_KEY)
                && registry.list().isEmpty()) {
            registry.ensure(DEMO_KEY, DEMO_SOURCE);
        }
        List<RegisteredKey> valid = registry.valid();
        String demo = KeyHash.of(DEMO_KEY);
        return new LocalKeys(
                valid, refused, valid.stream().anyMatch(key -> key.hash().equals(demo)));
    }

    /** Sources that may submit. */
    public List<Source> sources() {
        return valid.stream().map(key -> key.record().src()).distinct().toList();
    }
}
