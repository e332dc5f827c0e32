package org.dcss.eventstore.rehearsal;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.dcss.eventstore.rehearsal.deployed.Deployment;
import org.dcss.eventstore.rehearsal.deployed.DeploymentException;
import org.dcss.eventstore.rehearsal.deployed.LocalZips;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a deployment that a stand-in for AWS holds, until it is told to stop. */
@Command(
        name = "rehearsal",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Reads a deployment back from a stand-in for AWS, and runs its zips as Lambda would.")
public final class RehearsalCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--name", required = true, description = "The deployment: name_prefix-environment.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Option(names = "--zip", required = true, paramLabel = "FILE", description = "A zip that was built; may repeat.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> zips;

    @Option(
            names = "--folder",
            required = true,
            paramLabel = "DIR",
            description = "Takes unpacked zips and the functions' logs; must not hold those of an earlier run.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(
            names = "--endpoint",
            required = true,
            paramLabel = "URL",
            defaultValue = "${env:AWS_ENDPOINT_URL}",
            description = "Where the stand-in is (AWS_ENDPOINT_URL).")
    @SuppressWarnings("NullAway.Init")
    private URI endpoint;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "0", description = "Port on 127.0.0.1 (a free one).")
    private int port;

    @Option(
            names = "--max-instances",
            paramLabel = "N",
            defaultValue = "4",
            description = "Processes a function may have, even if more are deployed (4).")
    private int maxInstances;

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new RehearsalCommand())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println("error: " + failure.getMessage());
                    return 1;
                })
                .execute(args));
    }

    @Override
    public Integer call() throws DeploymentException, IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        RunningDeployment running = RunningDeployment.start(
                read(),
                new RehearsalOptions(endpoint, folder, port, maxInstances, message -> {
                    out.println(message);
                    out.flush();
                }),
                Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(running::close));
        out.println("Ready: " + running.uri() + " rehearses " + name + "; the functions' logs are in " + folder + ".");
        out.flush();
        new CountDownLatch(1).await();
        return 0;
    }

    private Deployment read() throws DeploymentException, IOException {
        try (AwsApis apis = new AwsApis(endpoint)) {
            return apis.reader(LocalZips.of(zips)).read(name);
        }
    }
}
