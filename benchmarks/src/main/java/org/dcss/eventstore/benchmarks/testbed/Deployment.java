package org.dcss.eventstore.benchmarks.testbed;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.local.engines.access.Clients;
import org.dcss.eventstore.local.runtime.Credentials;
import org.dcss.eventstore.local.runtime.FunctionSettings;
import org.dcss.eventstore.local.runtime.RuntimeFunction;
import org.dcss.eventstore.local.runtime.Surroundings;
import software.amazon.awssdk.crt.CRT;

/**
 * Zips that run as Lambda runs them, over the target's engines with a meter before them; memory, time limit, JVM options and
 * variables are the Terraform's defaults.
 */
public final class Deployment implements Closeable {

    /** Where the HTTP client's native library lies in the zip of a function that has it. */
    private static final String NATIVE = "lib/libaws-crt-jni.so";

    private final List<RuntimeFunction> functions = new ArrayList<>();
    private final Target target;
    private final Map<String, String> variables;
    private final Meter meter;

    private Deployment(Target target, Optional<Certificates> certificates) throws IOException {
        this.target = target;
        this.variables = target.services().deployed();
        String jvmOptions = target.defaults().text("jvm_options");
        variables.put("JAVA_TOOL_OPTIONS", jvmOptions);
        variables.put("AWS_LAMBDA_DISABLE_CVE_2021_44228_PROTECTION", "true");
        certificates.ifPresent(made -> variables.putAll(made.variables(jvmOptions)));
        this.meter = new Meter(target.engines(), certificates);
    }

    /** No function yet. */
    public static Deployment over(Target target) throws IOException {
        return new Deployment(target, Optional.empty());
    }

    /** No function yet; the engines are reached by TLS. */
    public static Deployment behindTls(Target target) throws IOException, InterruptedException {
        return new Deployment(
                target, Optional.of(Certificates.make(target.folder().resolve("certificates"))));
    }

    /** The project's own function; nothing is started yet. */
    public RuntimeFunction deploy(String name, Role role, boolean snapStart) throws IOException {
        return deploy(name, role, role.handler(), role.zip(), snapStart, Map.of());
    }

    /** A function under a name of its own with a role's settings and more variables; nothing is started yet. */
    public RuntimeFunction deploy(
            String name, Role role, String handler, Path zip, boolean snapStart, Map<String, String> more)
            throws IOException {
        Map<String, String> all = new HashMap<>(variables);
        all.putAll(more);
        Path folder = target.folder().resolve("functions");
        RuntimeFunction function = RuntimeFunction.deploy(
                new FunctionSettings(
                        name,
                        "1",
                        "arn:aws:lambda:" + Clients.REGION.id() + ":123456789012:function:" + name + ":live",
                        target.defaults().text("runtime"),
                        handler,
                        zip,
                        target.defaults().memoryMb(role),
                        target.services().timeout(role),
                        snapStart,
                        all),
                new Surroundings(
                        Clients.REGION.id(),
                        Credentials.random(),
                        Map.of(
                                "AWS_ENDPOINT_URL_DYNAMODB", meter.dynamoDb().toString(),
                                "AWS_ENDPOINT_URL_SQS", meter.sqs().toString())),
                folder,
                1,
                Clock.systemUTC());
        functions.add(function);
        Path library = folder.resolve(name).resolve(NATIVE);
        if (Files.exists(library)) {
            Files.write(library, nativeLibrary());
        }
        return function;
    }

    /** The HTTP client's native library for this machine, which the zip may not be for. */
    private static byte[] nativeLibrary() throws IOException {
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
        return meter.take();
    }

    @Override
    public void close() throws IOException {
        functions.forEach(RuntimeFunction::close);
        meter.close();
    }
}
