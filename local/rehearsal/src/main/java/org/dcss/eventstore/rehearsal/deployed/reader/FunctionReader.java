package org.dcss.eventstore.rehearsal.deployed.reader;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.local.runtime.FunctionSettings;
import org.dcss.eventstore.rehearsal.deployed.DeployedFunction;
import org.dcss.eventstore.rehearsal.deployed.DeploymentException;
import org.dcss.eventstore.rehearsal.deployed.PolicyDocument;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;

/** Reads functions, each once. */
final class FunctionReader {

    private final LambdaClient lambda;
    private final IamClient iam;
    private final LocalZips zips;
    private final Map<String, DeployedFunction> read = new HashMap<>();

    FunctionReader(LambdaClient lambda, IamClient iam, LocalZips zips) {
        this.lambda = lambda;
        this.iam = iam;
        this.zips = zips;
    }

    /**
     * The function with this ARN.
     *
     * @param arn with a version or an alias
     * @throws DeploymentException if it does not run code that was built here, or Lambda may not take its role
     */
    DeployedFunction read(String arn) throws DeploymentException {
        GetFunctionConfigurationResponse configuration =
                lambda.getFunctionConfiguration(request -> request.functionName(arn));
        DeployedFunction known = read.get(configuration.functionArn());
        if (known != null) {
            return known;
        }
        Path zip = zips.find(configuration.codeSha256())
                .orElseThrow(() -> new DeploymentException(configuration.functionName()
                        + " runs code that is none of the zips built here: build and deploy again"));
        FunctionSettings settings = new FunctionSettings(
                configuration.functionName(),
                configuration.version(),
                arn,
                configuration.runtimeAsString(),
                configuration.handler(),
                zip,
                configuration.memorySize(),
                Duration.ofSeconds(configuration.timeout()),
                configuration.snapStart() != null
                        && configuration.snapStart().applyOn() == SnapStartApplyOn.PUBLISHED_VERSIONS,
                configuration.environment() == null
                        ? Map.of()
                        : configuration.environment().variables());
        String role = configuration.role().substring(configuration.role().lastIndexOf('/') + 1);
        DeployedFunction function = new DeployedFunction(settings, role, policies(role));
        read.put(configuration.functionArn(), function);
        return function;
    }

    /** Who may invoke the function with this ARN. */
    PolicyDocument permissions(String arn) throws DeploymentException {
        return PolicyDocument.of(
                List.of(lambda.getPolicy(request -> request.functionName(arn)).policy()));
    }

    private PolicyDocument policies(String role) throws DeploymentException {
        String trust =
                decode(iam.getRole(request -> request.roleName(role)).role().assumeRolePolicyDocument());
        if (!PolicyDocument.of(List.of(trust)).lets("lambda.amazonaws.com", "sts:AssumeRole", role, role)) {
            throw new DeploymentException("Lambda may not take the role " + role);
        }
        List<String> documents = new ArrayList<>();
        for (String policy :
                iam.listRolePoliciesPaginator(request -> request.roleName(role)).policyNames()) {
            documents.add(
                    decode(iam.getRolePolicy(request -> request.roleName(role).policyName(policy))
                            .policyDocument()));
        }
        return PolicyDocument.of(documents);
    }

    /** IAM answers with documents as they are in a URL. */
    private static String decode(String document) {
        return document.startsWith("%") ? URLDecoder.decode(document, StandardCharsets.UTF_8) : document;
    }
}
