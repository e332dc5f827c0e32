package org.dcss.eventstore.local.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dcss.eventstore.local.function.FunctionException;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs handlers of its own in real processes, under the real runtime client. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "Lambda's runtime client has native libraries for Linux only")
class RuntimeFunctionIT {

    private static final Duration PLENTY = Duration.ofSeconds(60);
    private static final int MEMORY_MB = 256;

    private final List<RuntimeFunction> functions = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        functions.forEach(RuntimeFunction::close);
    }

    @Test
    void answersWithWhatTheHandlerWrites() throws Exception {
        assertThat(ask(parrot(PLENTY), "héllo")).isEqualTo("héllo");
    }

    @Test
    void laterInvocationsFindTheProcessOfTheFirst() throws Exception {
        RuntimeFunction parrot = parrot(PLENTY);
        String pid = ask(parrot, "pid");

        assertThat(ask(parrot, "pid")).isEqualTo(pid);
        assertThat(ask(parrot, "count")).isEqualTo("3");
    }

    @Test
    void handlerThatThrowsKeepsItsProcess() throws Exception {
        RuntimeFunction parrot = parrot(PLENTY);
        String pid = ask(parrot, "pid");

        assertThatThrownBy(() -> ask(parrot, "fail"))
                .isInstanceOf(FunctionException.class)
                .hasMessage("parrot failed: java.lang.IllegalStateException: told to");
        assertThat(ask(parrot, "pid")).isEqualTo(pid);
    }

    @Test
    void processThatEndsFailsItsInvocationAndIsReplaced() throws Exception {
        RuntimeFunction parrot = parrot(PLENTY);
        String pid = ask(parrot, "pid");

        assertThatThrownBy(() -> ask(parrot, "crash"))
                .isInstanceOf(FunctionException.class)
                .hasMessage("parrot ended with exit code 7");
        assertThat(ask(parrot, "pid")).isNotEqualTo(pid);
    }

    @Test
    void processThatExceedsItsTimeoutIsKilledAndReplaced() throws Exception {
        RuntimeFunction parrot = parrot(Duration.ofSeconds(5));
        long pid = Long.parseLong(ask(parrot, "pid"));

        assertThatThrownBy(() -> ask(parrot, "wait-for /nothing/there"))
                .isInstanceOf(FunctionException.class)
                .hasMessage("parrot timed out after 5000 ms");
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(ask(parrot, "count")).isEqualTo("1");
    }

    @Test
    void handlerThatCannotBeMadeSaysWhy() throws Exception {
        RuntimeFunction stillborn =
                deploy(Stillborn.class, Zips.flat(folder.resolve("zip"), Stillborn.class), PLENTY, false);

        assertThatThrownBy(() -> ask(stillborn, "anything"))
                .isInstanceOf(FunctionException.class)
                .hasMessageContaining("stillborn failed to start")
                .hasMessageContaining("QUEUE_URL must be set");
    }

    @Test
    void concurrentInvocationsGetProcessesOfTheirOwnUpToTheLimit() throws Exception {
        RuntimeFunction parrot = parrot(PLENTY);
        Path signal = folder.resolve("signal");
        CompletableFuture<String> first = askLater(parrot, "wait-for " + signal);
        String second = ask(parrot, "pid");
        List<CompletableFuture<String>> more =
                List.of(askLater(parrot, "wait-for " + signal), askLater(parrot, "wait-for " + signal));
        Files.createFile(signal);

        assertThat(first.get()).isNotEqualTo(second);
        for (CompletableFuture<String> one : more) {
            assertThat(one.get()).isIn(first.get(), second);
        }
    }

    @Test
    void answerThatLambdaWouldNotPassOnFails() throws Exception {
        RuntimeFunction parrot = parrot(PLENTY);

        assertThat(ask(parrot, "letters " + LambdaFunction.MAX_PAYLOAD_BYTES))
                .hasSize(LambdaFunction.MAX_PAYLOAD_BYTES);
        assertThatThrownBy(() -> ask(parrot, "letters " + (LambdaFunction.MAX_PAYLOAD_BYTES + 1)))
                .isInstanceOf(FunctionException.class)
                .hasMessageContaining("Response code: '413'");
        assertThat(ask(parrot, "still there")).isEqualTo("still there");
    }

    @Test
    void processHasTheFunctionsVariablesAndLambdasAndNoOthers() throws Exception {
        RuntimeFunction parrot = parrot(PLENTY);

        assertThat(ask(parrot, "variable GREETING")).isEqualTo("hello");
        assertThat(ask(parrot, "variable AWS_LAMBDA_FUNCTION_NAME")).isEqualTo("parrot");
        assertThat(ask(parrot, "variable AWS_LAMBDA_FUNCTION_MEMORY_SIZE")).isEqualTo("256");
        assertThat(ask(parrot, "variable AWS_EXECUTION_ENV")).isEqualTo("AWS_Lambda_java21");
        assertThat(ask(parrot, "variable AWS_REGION")).isEqualTo("eu-central-1");
        assertThat(ask(parrot, "variable AWS_ACCESS_KEY_ID")).isEqualTo("id");
        assertThat(ask(parrot, "variable AWS_ENDPOINT_URL")).isEqualTo("http://127.0.0.1:1");
        assertThat(ask(parrot, "variable LD_LIBRARY_PATH").split(":"))
                .contains(ask(parrot, "variable LAMBDA_TASK_ROOT") + "/lib");
        assertThat(ask(parrot, "variable HOME")).isEqualTo("null");
        assertThat(ask(parrot, "context"))
                .isEqualTo("parrot arn:aws:lambda:eu-central-1:123456789012:function:parrot:live 256 true");
    }

    @Test
    void heapIs85PercentOfTheMemory() throws Exception {
        assertThat(ManagedRuntime.heapKilobytes(512)).isEqualTo(445_645);
        long expected = ManagedRuntime.heapKilobytes(MEMORY_MB) * 1024;
        // The JVM rounds, and leaves one survivor space out.
        assertThat(Long.parseLong(ask(parrot(PLENTY), "heap"))).isCloseTo(expected, within(expected / 10));
    }

    @Test
    void whatTheFunctionPrintsIsInItsLog() throws Exception {
        RuntimeFunction parrot = parrot(PLENTY);
        ask(parrot, "print a line of the log");

        assertThat(parrot.log()).content().contains("a line of the log");
    }

    @Test
    void hooksRunAndCredentialsAreFetchedWhereItStartsFromASnapshot() throws Exception {
        RuntimeFunction sleeper =
                deploy(Sleeper.class, Zips.withLibraries(folder.resolve("zip"), Sleeper.class), PLENTY, true);

        assertThat(ask(sleeper, "anything")).startsWith("slept woke null {").contains("\"SecretAccessKey\":\"secret\"");
    }

    @Test
    void instanceTellsWhenItStartedAndAnsweredAndWhatItOccupies() throws Exception {
        try (FunctionInstance instance = parrot(PLENTY).start()) {
            Answer first = instance.invoke("a".getBytes(UTF_8));
            Answer second = instance.invoke("b".getBytes(UTF_8));

            assertThat(instance.initialised()).isAfter(instance.started()).isBefore(first.at());
            assertThat(first.took()).isPositive();
            assertThat(second.at()).isAfter(first.at());
            assertThat(new String(second.payload(), UTF_8)).isEqualTo("b");
            long resident = instance.residentBytes().orElseThrow();
            assertThat(resident).isBetween(10_000_000L, 1_000_000_000L);
            assertThat(instance.peakResidentBytes().orElseThrow()).isBetween(resident, 1_000_000_000L);
            assertThat(instance.processorTime().orElseThrow()).isPositive();
        }
    }

    private RuntimeFunction parrot(Duration timeout) throws IOException {
        return deploy(Parrot.class, Zips.withLibraries(folder.resolve("zip"), Parrot.class), timeout, false);
    }

    private RuntimeFunction deploy(
            Class<? extends RequestStreamHandler> handler, Path zip, Duration timeout, boolean snapStart)
            throws IOException {
        String name = handler.getSimpleName().toLowerCase(java.util.Locale.ROOT);
        FunctionSettings settings = new FunctionSettings(
                name,
                "1",
                "arn:aws:lambda:eu-central-1:123456789012:function:" + name + ":live",
                "java21",
                handler.getName(),
                zip,
                MEMORY_MB,
                timeout,
                snapStart,
                Map.of("GREETING", "hello"));
        Surroundings surroundings = new Surroundings(
                "eu-central-1",
                new Credentials("id", "secret", "token"),
                Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:1"));
        RuntimeFunction function =
                RuntimeFunction.deploy(settings, surroundings, folder.resolve("lambda"), 2, Clock.systemUTC());
        functions.add(function);
        return function;
    }

    private static CompletableFuture<String> askLater(LambdaFunction function, String request) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return ask(function, request);
            } catch (FunctionException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static String ask(LambdaFunction function, String request) throws FunctionException {
        return new String(function.invoke(request.getBytes(UTF_8)), UTF_8);
    }
}
