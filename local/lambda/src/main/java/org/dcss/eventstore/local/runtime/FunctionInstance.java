package org.dcss.eventstore.local.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.dcss.eventstore.local.function.FunctionException;

/** One process of a function. Serves one invocation at a time; once it has {@link #ended} it is of no more use. */
public final class FunctionInstance implements AutoCloseable {

    /** As Lambda limits the start of a function with SnapStart; without, it allows 10 s. */
    private static final Duration START_LIMIT = Duration.ofSeconds(130);

    private final FunctionSettings function;
    private final Process process;
    private final RuntimeApi api;
    private final Mailbox mailbox;
    private final Instant started;
    private final CompletableFuture<Void> end;

    FunctionInstance(FunctionSettings function, Process process, RuntimeApi api, Mailbox mailbox, Instant started) {
        this.function = function;
        this.process = process;
        this.api = api;
        this.mailbox = mailbox;
        this.started = started;
        this.end = process.onExit().thenAccept(ended -> mailbox.end("ended with exit code " + ended.exitValue()));
    }

    /** When its process was started. */
    public Instant started() {
        return started;
    }

    /**
     * Waits until it can be invoked or, with SnapStart, until a snapshot would be taken of it, and returns when that
     * was.
     *
     * @throws FunctionException if it does not get that far
     */
    public Instant initialised() throws FunctionException {
        return await(mailbox.initialised(), START_LIMIT);
    }

    /**
     * Invokes it, and waits for the answer until the function's timeout; it ends with that.
     *
     * @throws FunctionException if it failed, ended or took too long
     */
    public Answer invoke(byte[] request) throws FunctionException {
        initialised();
        return await(mailbox.post(request, function.timeout()).answer(), function.timeout());
    }

    private <T> T await(CompletableFuture<T> outcome, Duration limit) throws FunctionException {
        try {
            return outcome.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof FunctionException failure
                    ? failure
                    : new FunctionException(function.name() + " failed", e);
        } catch (TimeoutException e) {
            close();
            throw new FunctionException(function.name() + " timed out after " + limit.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new FunctionException(function.name() + " was interrupted", e);
        }
    }

    /** Whether it has ended, for whatever reason. */
    public boolean ended() {
        return !process.isAlive();
    }

    /** The memory that its process occupies at the moment, in bytes; empty where the system does not tell. */
    public Optional<Long> residentBytes() {
        return memory("VmRSS:");
    }

    /** The most memory that its process has occupied so far, in bytes; empty where the system does not tell. */
    public Optional<Long> peakResidentBytes() {
        return memory("VmHWM:");
    }

    /** The processor time that its process has taken so far; empty where the system does not tell. */
    public Optional<Duration> processorTime() {
        return process.info().totalCpuDuration();
    }

    private Optional<Long> memory(String name) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Kills its process, as Lambda does. */
    @Override
    public void close() {
        process.destroyForcibly();
        end.join();
        api.close();
    }
}
