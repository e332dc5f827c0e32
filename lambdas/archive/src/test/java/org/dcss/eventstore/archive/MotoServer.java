package org.dcss.eventstore.archive;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A stand-in for S3, for a test class; without it the class is passed over. */
final class MotoServer implements BeforeAllCallback, AfterAllCallback {

    private static final Pattern RUNNING = Pattern.compile("Running on (http://127\\.0\\.0\\.1:[0-9]+)");

    private @Nullable Process process;
    private @Nullable S3Client client;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        ProcessBuilder command =
                new ProcessBuilder("moto_server", "-H", "127.0.0.1", "-p", "0").redirectErrorStream(true);
        command.environment()
                .put(
                        "PYTHONPATH",
                        Path.of("src", "test", "moto").toAbsolutePath().toString());
        String missing = "SKIPPED: no S3 to test on, for moto_server is not on PATH (pip install 'moto[server]')";
        Process started;
        try {
            started = command.start();
        } catch (IOException e) {
            System.err.println(missing);
            assumeTrue(false, missing);
            return;
        }
        process = started;
        client = S3Client.builder()
                .endpointOverride(endpoint(started.inputReader()))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(AwsCrtHttpClient.builder())
                .build();
    }

    private static URI endpoint(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher running = RUNNING.matcher(line);
            if (running.find()) {
                drain(output);
                return URI.create(running.group(1));
            }
        }
        throw new IOException("moto_server has ended");
    }

    /** It would stop where nobody reads what it writes of each request. */
    private static void drain(BufferedReader output) {
        Thread reader = new Thread(() -> {
            try {
                while (output.readLine() != null) {
                    // The next line.
                }
            } catch (IOException e) {
                // It has ended.
            }
        });
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (client != null) {
            client.close();
        }
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    S3Client client() {
        return Objects.requireNonNull(client);
    }

    /** A bucket of its own, versioned. */
    String bucket() {
        String name = "archive-" + UUID.randomUUID();
        client().createBucket(request -> request.bucket(name)
                .createBucketConfiguration(where -> where.locationConstraint(Region.EU_CENTRAL_1.id())));
        client().putBucketVersioning(request ->
                request.bucket(name).versioningConfiguration(versioning -> versioning.status("Enabled")));
        return name;
    }
}
