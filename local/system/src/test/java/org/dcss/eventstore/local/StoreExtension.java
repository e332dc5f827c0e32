package org.dcss.eventstore.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.local.blackbox.SourceKey;
import org.dcss.eventstore.local.blackbox.StoreUnderTest;
import org.dcss.eventstore.local.store.LocalEventStore;
import org.dcss.eventstore.local.store.StartException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the store they check: one local mode for all of them but those that have an {@link OwnStore}, or, where the
 * system property {@code dcss.url} is set, the store there, with {@code dcss.keys} = {@code KEY=SRC,KEY=SRC} and {@code dcss.settle.ms}.
 */
final class StoreExtension implements ParameterResolver, AfterAllCallback {

    /** What tests lock that fill the store or wear it out; others read it, and send a few events each, at the same time. */
    static final String QUIET = "the store under test is quiet";

    /** What tests lock that keep the processors busy for long: two of them at once, and a store beside them answers 503. */
    static final String BUSY = "the machine is busy";

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(StoreExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(StoreUnderTest.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        String url = System.getProperty("dcss.url", "");
        if (!url.isEmpty()) {
            return deployed(URI.create(url));
        }
        Class<?> test = context.getRequiredTestClass();
        Class<?> user = test.isAnnotationPresent(OwnStore.class) ? test : Started.class;
        return stores(context)
                .computeIfAbsent(user, key -> Started.start(), Started.class)
                .store();
    }

    /** Closes the store that only this class used. */
    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        Started own = stores(context).remove(context.getRequiredTestClass(), Started.class);
        if (own != null) {
            own.close();
        }
    }

    private static ExtensionContext.Store stores(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE);
    }

    private static StoreUnderTest deployed(URI uri) {
        return new StoreUnderTest(
                uri,
                SourceKey.parse(System.getProperty("dcss.keys", "")),
                Duration.ofMillis(Long.getLong("dcss.settle.ms", 3_000)));
    }

    /** Closed by JUnit after the last test, where nobody has closed it before. */
    private record Started(LocalEventStore local, StoreUnderTest store, Path folder) implements AutoCloseable {

        private static final Duration SETTLE = Duration.ofSeconds(1);
        private static final List<SourceKey> KEYS =
                SourceKey.parse("first-secret-key-of-cpo=cpo,second-secret-key-of-cao=cao,third-secret-key-of-cdi=cdi");

        static Started start() {
            try {
                Path folder = Files.createTempDirectory("event-store");
                Map<String, Source> keys =
                        KEYS.stream().collect(Collectors.toMap(SourceKey::key, key -> new Source(key.src())));
                LocalEventStore local = LocalEventStore.start(TestOptions.in(folder, keys, SETTLE), Clock.systemUTC());
                return new Started(local, new StoreUnderTest(local.uri(), KEYS, SETTLE), folder);
            } catch (IOException | StartException e) {
                throw new IllegalStateException("local mode did not start", e);
            }
        }

        @Override
        public void close() throws IOException {
            local.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
