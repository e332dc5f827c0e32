package org.dcss.eventstore.local.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A handler that does what its request says; it runs in a process of its own, from a zip that the test makes. */
public final class Parrot implements RequestStreamHandler {

    private final AtomicInteger invocations = new AtomicInteger();

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        invocations.incrementAndGet();
        String request = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        String[] words = request.split(" ", 2);
        String answer = switch (words[0]) {
            case "fail" -> throw new IllegalStateException("told to");
            case "crash" -> {
                Runtime.getRuntime().halt(7);
                yield "";
            }
            case "wait-for" -> waitFor(Path.of(words[1]));
            case "count" -> invocations.toString();
            case "pid" -> Long.toString(ProcessHandle.current().pid());
            case "heap" -> Long.toString(Runtime.getRuntime().maxMemory());
            case "letters" -> "x".repeat(Integer.parseInt(words[1]));
            case "variable" -> String.valueOf(System.getenv(words[1]));
            case "print" -> {
                System.out.println(words[1]);
                yield "";
            }
            case "context" ->
                context.getFunctionName()
                        + " " + context.getInvokedFunctionArn()
                        + " " + context.getMemoryLimitInMB()
                        + " " + (context.getRemainingTimeInMillis() > 0);
            default -> request;
        };
        output.write(answer.getBytes(StandardCharsets.UTF_8));
    }

    private static String waitFor(Path file) {
        try {
            while (!Files.exists(file)) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Long.toString(ProcessHandle.current().pid());
    }
}
