package org.dcss.eventstore.benchmarks.testbed;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.local.engines.access.Clients;
import org.dcss.eventstore.local.runtime.Credentials;
import org.dcss.eventstore.local.runtime.FunctionSettings;
import org.dcss.eventstore.local.runtime.RuntimeFunction;
import org.dcss.eventstore.local.runtime.Surroundings;
import software.amazon.awssdk.crt.CRT;

/**
 * Zips that run as Lambda runs them, over the target's engines with a meter before each; memory, time limit, JVM options and
 * variables are the Terraform's defaults.
 */
public final class Deployment implements Closeable {

    /** Where a function's own jar lies in its zip. */
    public static final String JAR = "lib/function.jar";

    /** Where the HTTP client's native library lies in the zip of a function that has it. */
    public static final String NATIVE = "lib/libaws-crt-jni.so";

    private final Deque<Closeable> parts = new ArrayDeque<>();
    private final Target target;
    private final Map<String, String> variables;
    private final Meter dynamoDb;
    private final Meter sqs;

    /**
     * No function yet.
     *
     * @param certificates by which the engines are reached, if TLS is to be before them
     * @param more variables besides the defaults
     */
    public Deployment(Target target, Optional<Certificates> certificates, Map<String, String> more) throws IOException {
        this.target = target;
        this.variables = new HashMap<>(target.variables());
        String jvmOptions = target.defaults().text("jvm_options");
        variables.put("JAVA_TOOL_OPTIONS", jvmOptions);
        variables.put("AWS_LAMBDA_DISABLE_CVE_2021_44228_PROTECTION", "true");
        variables.putAll(more);
        certificates.ifPresent(made -> variables.putAll(made.variables(jvmOptions)));
        this.dynamoDb = Meter.before(target.engines().dynamoDb().endpoint(), certificates);
        parts.push(dynamoDb);
        this.sqs = Meter.before(target.engines().sqs().endpoint(), certificates);
        parts.push(sqs);
    }

    /** The project's own function; nothing is started yet. */
    public RuntimeFunction deploy(String name, Role role, boolean snapStart) throws IOException {
        return deploy(name, role, role.handler(), zip(role), snapStart);
    }

    /**
     * A function with a role's settings; nothing is started yet.
     *
     * @param name unlike that of any other one here
     */
    public RuntimeFunction deploy(String name, Role role, String handler, Path zip, boolean snapStart)
            throws IOException {
        TerraformDefaults defaults = target.defaults();
        RuntimeFunction function = RuntimeFunction.deploy(
                new FunctionSettings(
                        name,
                        "1",
                        "arn:aws:lambda:" + Clients.REGION.id() + ":123456789012:function:" + name + ":live",
                        defaults.text("runtime"),
                        handler,
                        zip,
                        defaults.memoryMb(role),
                        Duration.ofSeconds((long) defaults.number(role.title(), "timeout_s")),
                        snapStart,
                        variables),
                new Surroundings(
                        Clients.REGION.id(),
                        Credentials.random(),
                        Map.of(
                                "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.uri().toString(),
                                "AWS_ENDPOINT_URL_SQS", sqs.uri().toString())),
                target.folder().resolve("functions"),
                1,
                Clock.systemUTC());
        parts.push(function::close);
        return function;
    }

    /** The role's zip, with this machine's native library if the zip has one. */
    public Path zip(Role role) throws IOException {
        Path copy = target.folder().resolve(role.title() + ".zip");
        if (!Files.exists(copy)) {
            Files.copy(role.zip(), copy);
            try (FileSystem zip = FileSystems.newFileSystem(copy)) {
                if (Files.exists(zip.getPath(NATIVE))) {
                    Files.write(zip.getPath(NATIVE), nativeLibrary());
                }
            }
        }
        return copy;
    }

    /** The HTTP client's native library for this machine. */
    public static byte[] nativeLibrary() throws IOException {
        String name = "/linux/" + CRT.getArchIdentifier() + "/glibc/libaws-crt-jni.so";
        try (InputStream content = CRT.class.getResourceAsStream(name)) {
            if (content == null) {
                throw new IOException("there is no " + name + ": Lambda's functions run on Linux only");
            }
            return content.readAllBytes();
        }
    }

    /** What was called since this was last asked. */
    public Meter.Count take() {
        return dynamoDb.take().plus(sqs.take());
    }

    @Override
    public void close() throws IOException {
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
    }
}
