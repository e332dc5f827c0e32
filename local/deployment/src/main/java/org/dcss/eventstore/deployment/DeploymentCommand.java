package org.dcss.eventstore.deployment;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.local.command.Program;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsResponse;

/** What run.sh asks: findings and versions go to standard output, what a person should see to standard error. */
@Command(
        name = "deployment",
        mixinStandardHelpOptions = true,
        description = "Looks at a deployment's functions, and takes the steps that Terraform does not.")
public final class DeploymentCommand {

    private static final int VERSIONS_KEPT = 3;

    private final Pauses pauses = duration -> Thread.sleep(duration.toMillis());

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--region",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Where the functions are; a plan says so itself.")
    private @Nullable String region;

    /** Runs the command and exits with its code: 0, or 1 with a line that says why. */
    public static void main(String[] args) {
        Program.run(new DeploymentCommand(), args);
    }

    @Command(name = "review", description = "Reads a plan (terraform show -json) and prints what is to be known of it.")
    int review() throws IOException {
        Plan plan = Plan.read(System.in);
        region = plan.region();
        try (LambdaClient lambda = lambda()) {
            Functions functions = new Functions(lambda, pauses);
            List<LiveFunction> live = plan.functions().stream()
                    .map(PlannedFunction::name)
                    .map(functions::live)
                    .flatMap(Optional::stream)
                    .toList();
            List<Finding> findings = new ArrayList<>(List.of(new Finding.Place(region)));
            findings.addAll(Review.of(plan, live));
            findings.addAll(concurrency(lambda, plan));
            findings.forEach(out()::println);
        }
        return 0;
    }

    private static List<Finding> concurrency(LambdaClient lambda, Plan plan) {
        try {
            GetAccountSettingsResponse account = lambda.getAccountSettings();
            return new Concurrency(
                            account.accountLimit().concurrentExecutions(),
                            account.accountLimit().unreservedConcurrentExecutions())
                    .judge(plan);
        } catch (SdkException e) {
            return List.of(new Finding.Warning(
                    "How many functions this account may run at once could not be read (lambda:GetAccountSettings): "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
        }
    }

    @Command(name = "room", description = "Prints how many instances the account leaves to this deployment.")
    int room(@Parameters(paramLabel = "FUNCTION", arity = "0..*") @Nullable List<String> names) {
        try (LambdaClient lambda = lambda()) {
            int unreserved = lambda.getAccountSettings().accountLimit().unreservedConcurrentExecutions();
            Functions functions = new Functions(lambda, pauses);
            List<String> present = names == null ? List.of() : names;
            out().println(unreserved
                    + present.stream().mapToInt(functions::reserved).sum());
        }
        return 0;
    }

    @Command(name = "pause", description = "Stops the consumer, and returns when nothing of it runs any more.")
    int pause(
            @Parameters(paramLabel = "MAPPING") String mapping,
            @Parameters(paramLabel = "SECONDS", description = "How long after that what is under way may take.")
                    long seconds)
            throws DeploymentException, InterruptedException {
        try (LambdaClient lambda = lambda()) {
            new Mapping(lambda, mapping, pauses).disable();
            pauses.pause(Duration.ofSeconds(seconds));
        }
        return 0;
    }

    @Command(name = "resume", description = "Lets the consumer take messages again.")
    int resume(@Parameters(paramLabel = "MAPPING") String mapping) throws DeploymentException, InterruptedException {
        try (LambdaClient lambda = lambda()) {
            new Mapping(lambda, mapping, pauses).enable();
        }
        return 0;
    }

    @Command(name = "publish", description = "Publishes functions whose last change is not live, readers first.")
    int publish(@Parameters(paramLabel = "FUNCTION") List<String> names)
            throws DeploymentException, InterruptedException {
        try (LambdaClient lambda = lambda()) {
            Functions functions = new Functions(lambda, pauses);
            for (String name :
                    names.stream().sorted(Comparator.comparing(Role::of)).toList()) {
                Optional<LiveFunction> live = functions.live(name);
                if (live.isPresent() && !live.get().latest()) {
                    say(name + " was changed by a run that was cut off before it published that: publishing it");
                    say(name + ": live is version " + functions.publish(name));
                }
            }
        }
        return 0;
    }

    @Command(name = "await", description = "Returns when all these functions can be called.")
    int await(@Parameters(paramLabel = "FUNCTION") List<String> names)
            throws DeploymentException, InterruptedException {
        try (LambdaClient lambda = lambda()) {
            for (String name : names) {
                new Functions(lambda, pauses).awaitActive(name);
            }
        }
        return 0;
    }

    @Command(name = "prune", description = "Deletes old versions of functions; each would keep a snapshot.")
    int prune(@Parameters(paramLabel = "FUNCTION") List<String> names) {
        try (LambdaClient lambda = lambda()) {
            for (String name : names) {
                List<String> deleted = new Functions(lambda, pauses).prune(name, VERSIONS_KEPT);
                if (!deleted.isEmpty()) {
                    say(name + ": deleted the old versions " + String.join(", ", deleted));
                }
            }
        }
        return 0;
    }

    /** Without a region it is where the environment or the profile says. */
    private LambdaClient lambda() {
        LambdaClientBuilder builder = LambdaClient.builder().httpClientBuilder(AwsCrtHttpClient.builder());
        if (region != null) {
            builder.region(Region.of(region));
        }
        return builder.build();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void say(String text) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(text);
        err.flush();
    }
}
