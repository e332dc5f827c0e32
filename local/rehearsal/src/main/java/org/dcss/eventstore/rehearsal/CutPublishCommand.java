package org.dcss.eventstore.rehearsal;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Leaves a function as a deployment does that was cut off between changing it and publishing the change. */
@Command(
        name = "cut-publish",
        mixinStandardHelpOptions = true,
        description = "Makes an older configuration of a function live, and leaves the present one unpublished.")
public final class CutPublishCommand implements Callable<Integer> {

    @Option(names = "--function", required = true, description = "The function.")
    @SuppressWarnings("NullAway.Init")
    private String function;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private StandIn standIn;

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new CutPublishCommand()).execute(args));
    }

    @Override
    public Integer call() {
        try (AwsApis apis = standIn.apis()) {
            LambdaClient lambda = apis.client(LambdaClient.builder());
            Map<String, String> present = lambda.getFunctionConfiguration(request -> request.functionName(function))
                    .environment()
                    .variables();
            Map<String, String> older = new HashMap<>(present);
            older.put("LOG_LEVEL", "ERROR");
            configure(lambda, older);
            String version = lambda.publishVersion(request -> request.functionName(function))
                    .version();
            lambda.updateAlias(
                    request -> request.functionName(function).name("live").functionVersion(version));
            configure(lambda, present);
        }
        return 0;
    }

    private void configure(LambdaClient lambda, Map<String, String> variables) {
        lambda.updateFunctionConfiguration(
                request -> request.functionName(function).environment(environment -> environment.variables(variables)));
    }
}
