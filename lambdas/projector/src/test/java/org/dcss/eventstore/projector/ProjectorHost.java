package org.dcss.eventstore.projector;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.dcss.eventstore.platform.function.Host;
import org.dcss.eventstore.platform.priming.InvocationContext;

/** A process with the projector as Lambda runs it, which ends once all views are caught up. */
final class ProjectorHost {

    private ProjectorHost() {}

    /**
     * Runs once.
     *
     * @param arguments where the tables are
     */
    public static void main(String... arguments) throws IOException {
        ProjectorHandler handler =
                new ProjectorHandler(new Host(Tables.variables(arguments[0]), Clock.systemUTC(), measured -> {}));
        System.out.println("begins");
        System.out.flush();
        System.exit(run(handler) ? 0 : 1);
    }

    /** One invocation of a minute; whether all were caught up without a failure. */
    static boolean run(ProjectorHandler handler) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)),
                answer,
                new InvocationContext("projector", Duration.ofMinutes(10), Clock.systemUTC()));
        return answer.toString(StandardCharsets.UTF_8).startsWith("{\"failures\":0,\"caughtUp\":true,");
    }

    static Process start(String endpoint) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProjectorHost.class.getName(),
                        endpoint)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Waits until it has begun. */
    static void awaitBegin(Process process) throws IOException {
        InputStream out = process.getInputStream();
        int read = out.read();
        while (read >= 0 && read != '\n') {
            read = out.read();
        }
    }
}
