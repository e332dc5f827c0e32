package org.dcss.eventstore.rehearsal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dcss.eventstore.local.command.Program;
import org.dcss.eventstore.rehearsal.deployed.Deployment;
import org.dcss.eventstore.rehearsal.deployed.DeploymentException;
import org.dcss.eventstore.rehearsal.deployed.reader.DeploymentReader;
import org.dcss.eventstore.rehearsal.deployed.reader.LocalZips;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    private static final Duration BETWEEN_READS = Duration.ofMillis(500);

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

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private StandIn standIn;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "0", description = "Port on 127.0.0.1 (a free one).")
    private int port;

    @Option(
            names = "--max-instances",
            paramLabel = "N",
            defaultValue = "4",
            description = "Processes a function may have, even if more are deployed (4).")
    private int maxInstances;

    @Option(names = "--follow", description = "Go on reading the deployment, and do as it changes.")
    private boolean follow;

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        Program.run(new RehearsalCommand(), args);
    }

    @Override
    public Integer call() throws DeploymentException, IOException, InterruptedException {
        try (AwsApis apis = standIn.apis()) {
            DeploymentReader reader = apis.reader(LocalZips.of(zips));
            Deployment deployment = reader.read(name);
            if (!follow && !deployment.mapping().enabled()) {
                throw new DeploymentException("the event source mapping is not enabled");
            }
            RunningDeployment running = new Assembly(
                            deployment,
                            new RehearsalOptions(standIn.endpoint(), folder, port, maxInstances, this::say),
                            Clock.systemUTC())
                    .start();
            // Whatever it is being told, it stops whole.
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
            say("Queue: " + running.queueUrl(deployment));
            say("Ready: " + running.uri() + " rehearses " + name + "; the functions' logs are in " + folder + ".");
            if (follow) {
                followOn(reader, running);
            }
            new CountDownLatch(1).await();
        }
        return 0;
    }

    /** Reads the deployment again and again. While parts of it do not fit together, it goes on as it was, and says so once. */
    private void followOn(DeploymentReader reader, RunningDeployment running) throws IOException, InterruptedException {
        String trouble = "";
        while (true) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_READS.toMillis());
            try {
                running.follow(reader.read(name));
                trouble = "";
            } catch (DeploymentException e) {
                if (!trouble.equals(e.getMessage())) {
                    say("not followed: " + e.getMessage());
                }
                trouble = String.valueOf(e.getMessage());
            }
        }
    }

    private synchronized void say(String message) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(message);
        out.flush();
    }
}
