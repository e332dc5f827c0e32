package org.dcss.eventstore.local.runtime;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The environment of a function's process: its own variables, and those that Lambda sets, as in
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
final class Variables {

    private Variables() {}

    /**
     * All of them, and none of this process.
     *
     * @param runtimeApi host and port
     * @param token what the function must show to get its credentials where it starts from a snapshot: they would
     *     grow old in its environment
     */
    static Map<String, String> of(
            FunctionSettings function, Surroundings surroundings, Path taskRoot, String runtimeApi, String token) {
        Map<String, String> variables = new HashMap<>(function.environment());
        variables.putAll(surroundings.endpoints());
        variables.put("_HANDLER", function.handler());
        variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + function.runtime());
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMb()));
        variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", function.version());
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", function.snapStart() ? "snap-start" : "on-demand");
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "rehearsal");
        variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        variables.put("AWS_REGION", surroundings.region());
        variables.put("AWS_DEFAULT_REGION", surroundings.region());
        variables.put("LAMBDA_TASK_ROOT", taskRoot.toString());
        variables.put("LANG", "en_US.UTF-8");
        variables.put("LD_LIBRARY_PATH", "/lib64:/usr/lib64:" + taskRoot + ":" + taskRoot.resolve("lib") + ":/opt/lib");
        variables.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        variables.put("TZ", ":UTC");
        if (function.snapStart()) {
            variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://" + runtimeApi + RuntimeHandler.CREDENTIALS);
            variables.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", token);
        } else {
            variables.put("AWS_ACCESS_KEY_ID", surroundings.credentials().accessKeyId());
            variables.put("AWS_SECRET_ACCESS_KEY", surroundings.credentials().secretAccessKey());
            variables.put("AWS_SESSION_TOKEN", surroundings.credentials().sessionToken());
        }
        return variables;
    }
}
