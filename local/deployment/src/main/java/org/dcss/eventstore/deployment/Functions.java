package org.dcss.eventstore.deployment;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.SnapStartResponse;
import software.amazon.awssdk.services.lambda.model.State;

/** A deployment's functions, their published versions, and the alias {@code live} that callers use. */
final class Functions {

    private static final String LIVE = "live";
    private static final String LATEST = "$LATEST";
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /** A snapshot may take minutes; what has none by then will have none. */
    private static final Duration ACTIVE_WITHIN = Duration.ofMinutes(10);

    private final LambdaClient lambda;
    private final Pauses pauses;

    Functions(LambdaClient lambda, Pauses pauses) {
        this.lambda = lambda;
        this.pauses = pauses;
    }

    /** The function as its callers find it; empty where nobody can call it yet. */
    Optional<LiveFunction> live(String name) {
        try {
            GetFunctionConfigurationResponse live = configuration(name, LIVE);
            return Optional.of(new LiveFunction(
                    name,
                    same(live, configuration(name, LATEST)),
                    Duration.ofSeconds(live.timeout()),
                    variables(live)));
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    /** How many instances are kept for it; 0 where none are, or it is not there. */
    int reserved(String name) {
        try {
            Integer reserved = lambda.getFunctionConcurrency(request -> request.functionName(name))
                    .reservedConcurrentExecutions();
            return reserved == null ? 0 : reserved;
        } catch (ResourceNotFoundException e) {
            return 0;
        }
    }

    /**
     * Publishes what was last uploaded and configured, waits until that can be called, and moves the alias to it.
     *
     * @return the version that is live then
     * @throws DeploymentException if the version does not become callable
     */
    String publish(String name) throws DeploymentException, InterruptedException {
        GetFunctionConfigurationResponse latest = configuration(name, LATEST);
        PublishVersionResponse published =
                lambda.publishVersion(request -> request.functionName(name).codeSha256(latest.codeSha256()));
        awaitActive(name, published.version());
        lambda.updateAlias(request -> request.functionName(name).name(LIVE).functionVersion(published.version()));
        return published.version();
    }

    /**
     * Returns once what is live can be called.
     *
     * @throws DeploymentException if it failed to start, or takes longer than 10 minutes
     */
    void awaitActive(String name) throws DeploymentException, InterruptedException {
        awaitActive(name, LIVE);
    }

    private void awaitActive(String name, String qualifier) throws DeploymentException, InterruptedException {
        long looks = ACTIVE_WITHIN.dividedBy(BETWEEN_LOOKS);
        for (long look = 0; look < looks; look++) {
            GetFunctionConfigurationResponse found = configuration(name, qualifier);
            // One that rested for weeks is inactive; a call wakes it.
            if (found.state() == State.ACTIVE || found.state() == State.INACTIVE) {
                return;
            }
            if (found.state() == State.FAILED) {
                throw new DeploymentException("version " + found.version() + " of " + name + " cannot be started: "
                        + found.stateReason() + " Look at the log group /aws/lambda/" + name + ".");
            }
            pauses.pause(BETWEEN_LOOKS);
        }
        throw new DeploymentException(
                name + " is still being prepared after " + ACTIVE_WITHIN.toMinutes() + " minutes. Run ./run.sh again.");
    }

    /** Deletes all but the youngest published versions, and none that an alias leads to; returns the deleted ones. */
    List<String> prune(String name, int kept) {
        Set<String> used = lambda.listAliasesPaginator(request -> request.functionName(name)).aliases().stream()
                .flatMap(Functions::versions)
                .collect(Collectors.toSet());
        List<Long> published =
                lambda.listVersionsByFunctionPaginator(request -> request.functionName(name)).versions().stream()
                        .map(FunctionConfiguration::version)
                        .filter(version -> !version.equals(LATEST))
                        .map(Long::valueOf)
                        .sorted()
                        .toList();
        List<String> old = published.subList(0, Math.max(0, published.size() - kept)).stream()
                .map(String::valueOf)
                .filter(version -> !used.contains(version))
                .toList();
        old.forEach(version ->
                lambda.deleteFunction(request -> request.functionName(name).qualifier(version)));
        return old;
    }

    private static Stream<String> versions(AliasConfiguration alias) {
        Stream<String> shifted = alias.routingConfig() == null
                ? Stream.of()
                : alias.routingConfig().additionalVersionWeights().keySet().stream();
        return Stream.concat(Stream.of(alias.functionVersion()), shifted);
    }

    private GetFunctionConfigurationResponse configuration(String name, String qualifier) {
        return lambda.getFunctionConfiguration(
                request -> request.functionName(name).qualifier(qualifier));
    }

    private static Map<String, String> variables(GetFunctionConfigurationResponse function) {
        return function.environment() == null
                ? Map.of()
                : function.environment().variables();
    }

    /** Whether two versions do the same in the same way. */
    private static boolean same(GetFunctionConfigurationResponse one, GetFunctionConfigurationResponse other) {
        return conduct(one).equals(conduct(other));
    }

    private static List<Object> conduct(GetFunctionConfigurationResponse function) {
        SnapStartResponse snapStart = function.snapStart();
        return Arrays.asList(
                function.codeSha256(),
                variables(function),
                String.valueOf(function.runtimeAsString()),
                function.handler(),
                function.role(),
                function.architecturesAsStrings(),
                function.memorySize(),
                function.timeout(),
                snapStart == null ? "" : String.valueOf(snapStart.applyOnAsString()));
    }
}
