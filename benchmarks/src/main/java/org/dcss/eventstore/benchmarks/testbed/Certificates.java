package org.dcss.eventstore.benchmarks.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for 127.0.0.1, and all that functions trust on this machine with that certificate added: reading some
 * hundred certificates is part of a start.
 */
public final class Certificates {

    private static final String PASSWORD = "changeit";

    /** Where systems keep what they trust; CRT looks there too. */
    private static final List<Path> SYSTEM =
            List.of(Path.of("/etc/ssl/certs/ca-certificates.crt"), Path.of("/etc/pki/tls/certs/ca-bundle.crt"));

    private final Path keys;
    private final Path bundle;
    private final Path java;

    private Certificates(Path folder) {
        this.keys = folder.resolve("keys.p12");
        this.bundle = folder.resolve("bundle.pem");
        this.java = folder.resolve("cacerts");
    }

    /** Makes them with the JDK's own tool. */
    public static Certificates make(Path folder) throws IOException, InterruptedException {
        Certificates made = new Certificates(Files.createDirectories(folder));
        Path certificate = folder.resolve("certificate.pem");
        keytool(
                "-genkeypair -alias bench -keyalg RSA -keysize 2048 -dname CN=127.0.0.1 -ext san=ip:127.0.0.1 -validity 2 "
                        + "-storetype PKCS12 -keystore " + made.keys);
        keytool("-exportcert -rfc -alias bench -file " + certificate + " -keystore " + made.keys);
        Files.copy(Path.of(System.getProperty("java.home"), "lib", "security", "cacerts"), made.java);
        keytool("-importcert -noprompt -alias bench -file " + certificate + " -keystore " + made.java);
        StringBuilder all = new StringBuilder();
        for (Path system : SYSTEM) {
            if (all.isEmpty() && Files.exists(system)) {
                all.append(Files.readString(system));
            }
        }
        Files.writeString(made.bundle, all.append('\n').append(Files.readString(certificate)));
        return made;
    }

    private static void keytool(String options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(options.split(" ", -1)));
        command.addAll(List.of("-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    /** For whoever answers as 127.0.0.1, and for whoever in this process asks there. */
    SSLContext context() throws IOException {
        try (InputStream content = Files.newInputStream(keys)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(content, PASSWORD.toCharArray());
            KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
            factory.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(store);
            context.init(factory.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate that was just made cannot be used", e);
        }
    }

    /** A function's variables by which CRT and Java's own TLS trust the certificate; the JVM keeps its other options. */
    public Map<String, String> variables(String jvmOptions) {
        return Map.of(
                "SSL_CERT_FILE",
                bundle.toString(),
                "JAVA_TOOL_OPTIONS",
                jvmOptions + " -Djavax.net.ssl.trustStore=" + java);
    }
}
