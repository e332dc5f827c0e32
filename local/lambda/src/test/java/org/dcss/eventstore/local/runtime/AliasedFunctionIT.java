package org.dcss.eventstore.local.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dcss.eventstore.local.function.FunctionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Moves an alias between versions in real processes. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "Lambda's runtime client has native libraries for Linux only")
class AliasedFunctionIT {

    @TempDir
    private Path folder;

    @Test
    void callUnderWayEndsWhereItBeganAndTheNextFindsTheOtherVersion() throws Exception {
        Path signal = folder.resolve("signal");
        try (AliasedFunction alias = new AliasedFunction(version("1"))) {
            long former = Long.parseLong(ask(alias, "pid"));
            CompletableFuture<String> underWay = CompletableFuture.supplyAsync(() -> {
                try {
                    return ask(alias, "wait-for " + signal);
                } catch (FunctionException e) {
                    throw new IllegalStateException(e);
                }
            });
            while (alias.callsUnderWay() == 0) {
                Thread.onSpinWait();
            }
            alias.move(version("2"));

            assertThat(ask(alias, "variable AWS_LAMBDA_FUNCTION_VERSION")).isEqualTo("2");
            assertThat(ProcessHandle.of(former)).isPresent();
            Files.createFile(signal);
            assertThat(underWay.get()).isEqualTo(Long.toString(former));
            assertThat(ProcessHandle.of(former)).isEmpty();
        }
    }

    @Test
    void versionThatIdlesEndsAsTheAliasMoves() throws Exception {
        try (AliasedFunction alias = new AliasedFunction(version("1"))) {
            long former = Long.parseLong(ask(alias, "pid"));
            alias.move(version("2"));

            assertThat(ProcessHandle.of(former)).isEmpty();
        }
    }

    private RuntimeFunction version(String version) throws IOException {
        FunctionSettings settings = new FunctionSettings(
                "parrot",
                version,
                "arn:aws:lambda:eu-central-1:123456789012:function:parrot:live",
                "java21",
                Parrot.class.getName(),
                Zips.withLibraries(folder.resolve(version + ".zip"), Parrot.class),
                256,
                Duration.ofSeconds(60),
                false,
                Map.of());
        Surroundings surroundings = new Surroundings("eu-central-1", Credentials.random(), Map.of());
        return RuntimeFunction.deploy(settings, surroundings, folder.resolve(version), 2, Clock.systemUTC());
    }

    private static String ask(AliasedFunction alias, String request) throws FunctionException {
        return new String(alias.invoke(request.getBytes(UTF_8)), UTF_8);
    }
}
