package org.dcss.eventstore.benchmarks.testbed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A certificate for 127.0.0.1, and all that functions trust on this machine with that certificate added: reading some
 * hundred certificates is part of a start.
 *
 * @param keys of whoever answers as 127.0.0.1
 */
record Certificates(Path keys, Path trusted, Path trustedByJava) {

    static final String PASSWORD = "changeit";

    private static final Path JAVA = Path.of(System.getProperty("java.home"));

    /** Where systems keep what they trust; CRT looks there too. */
    private static final List<Path> SYSTEM =
            List.of(Path.of("/etc/ssl/certs/ca-certificates.crt"), Path.of("/etc/pki/tls/certs/ca-bundle.crt"));

    /** Makes them with the JDK's own tool. */
    static Certificates make(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path certificate = folder.resolve("certificate.pem");
        Certificates made =
                new Certificates(folder.resolve("keys.p12"), folder.resolve("bundle.pem"), folder.resolve("cacerts"));
        keytool(
                "-genkeypair -alias bench -keyalg RSA -keysize 2048 -dname CN=127.0.0.1 -ext san=ip:127.0.0.1 -validity 2 "
                        + "-storetype PKCS12 -keystore " + made.keys);
        keytool("-exportcert -rfc -alias bench -file " + certificate + " -keystore " + made.keys);
        Files.copy(JAVA.resolve("lib/security/cacerts"), made.trustedByJava);
        keytool("-importcert -noprompt -alias bench -file " + certificate + " -keystore " + made.trustedByJava);
        StringBuilder all = new StringBuilder();
        for (Path system : SYSTEM) {
            if (all.isEmpty() && Files.exists(system)) {
                all.append(Files.readString(system));
            }
        }
        Files.writeString(made.trusted, all.append('\n').append(Files.readString(certificate)));
        return made;
    }

    private static void keytool(String options) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(JAVA.resolve("bin/keytool").toString()));
        command.addAll(List.of((options + " -storepass " + PASSWORD).split(" ", -1)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    /** A function's variables by which CRT and Java's own TLS trust the certificate; the JVM keeps its other options. */
    Map<String, String> variables(String jvmOptions) {
        return Map.of(
                "SSL_CERT_FILE",
                trusted.toString(),
                "JAVA_TOOL_OPTIONS",
                jvmOptions + " -Djavax.net.ssl.trustStore=" + trustedByJava);
    }
}
