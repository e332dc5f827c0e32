package org.dcss.eventstore.local.runtime;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import org.dcss.eventstore.local.function.FunctionException;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.jspecify.annotations.Nullable;

/**
 * A function's zip, run as Lambda runs it: in processes of its own, which come with the load and stay. One that ended
 * is replaced by the next invocation.
 */
public final class RuntimeFunction implements LambdaFunction, AutoCloseable {

    private final FunctionSettings function;
    private final Surroundings surroundings;
    private final ManagedRuntime runtime;
    private final Path taskRoot;
    private final File log;
    private final Clock clock;
    private final Semaphore turns;
    private final BlockingDeque<FunctionInstance> idle = new LinkedBlockingDeque<>();
    private final Set<FunctionInstance> all = ConcurrentHashMap.newKeySet();

    private RuntimeFunction(
            FunctionSettings function, Surroundings surroundings, Path folder, int maxInstances, Clock clock)
            throws IOException {
        this.function = function;
        this.surroundings = surroundings;
        this.runtime = ManagedRuntime.in(folder.resolve("runtime"));
        this.taskRoot = TaskRoot.unpack(function.zip(), folder.resolve(function.name()));
        this.log = folder.resolve(function.name() + ".log").toFile();
        this.clock = clock;
        this.turns = new Semaphore(maxInstances, true);
    }

    /**
     * Unpacks a function; the first invocation starts it.
     *
     * @param folder takes the unpacked zip, which must not be there yet, and what the function prints in
     *     {@code NAME.log}
     * @param maxInstances how many processes it may have; further invocations wait for their turn
     * @throws IOException if the zip cannot be unpacked, or this is no machine that Lambda's runtime client runs on
     */
    public static RuntimeFunction deploy(
            FunctionSettings function, Surroundings surroundings, Path folder, int maxInstances, Clock clock)
            throws IOException {
        return new RuntimeFunction(
                function, surroundings, Files.createDirectories(folder).toRealPath(), maxInstances, clock);
    }

    @Override
    public byte[] invoke(byte[] request) throws FunctionException {
        turns.acquireUninterruptibly();
        try {
            FunctionInstance instance = take();
            try {
                return instance.invoke(request).payload();
            } finally {
                giveBack(instance);
            }
        } finally {
            turns.release();
        }
    }

    private FunctionInstance take() throws FunctionException {
        for (FunctionInstance instance = idle.poll(); instance != null; instance = idle.poll()) {
            if (!instance.ended()) {
                return instance;
            }
            discard(instance);
        }
        return start();
    }

    private void giveBack(FunctionInstance instance) {
        if (instance.ended()) {
            discard(instance);
        } else {
            idle.addFirst(instance);
        }
    }

    private void discard(FunctionInstance instance) {
        all.remove(instance);
        instance.close();
    }

    /**
     * Starts a process that is not one of those that {@link #invoke} uses; the caller closes it. Returns before the
     * function is initialised.
     *
     * @throws FunctionException if there is no starting it
     */
    public FunctionInstance start() throws FunctionException {
        Mailbox mailbox = new Mailbox(function.name(), clock);
        String token = UUID.randomUUID().toString();
        @Nullable RuntimeApi api = null;
        try {
            api = RuntimeApi.start(new RuntimeHandler(mailbox, function.arn(), surroundings.credentials(), token));
            ProcessBuilder builder = new ProcessBuilder(runtime.command(function))
                    .directory(taskRoot.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
            Map<String, String> environment = builder.environment();
            environment.clear();
            environment.putAll(Variables.of(function, surroundings, taskRoot, api.address(), token));
            Instant now = clock.instant();
            FunctionInstance instance = new FunctionInstance(function, builder.start(), api, mailbox, now);
            all.add(instance);
            return instance;
        } catch (IOException e) {
            if (api != null) {
                api.close();
            }
            throw new FunctionException(function.name() + " cannot be started", e);
        }
    }

    /** What the function prints. */
    public Path log() {
        return log.toPath();
    }

    /** Ends all its processes. */
    @Override
    public void close() {
        all.forEach(FunctionInstance::close);
    }
}
