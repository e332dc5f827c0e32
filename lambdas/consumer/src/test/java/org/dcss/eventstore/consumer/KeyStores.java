package org.dcss.eventstore.consumer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server's key for one address, and what trusts it. */
record KeyStores(Path server, Path trust) {

    static final String PASSWORD = "changeit";

    /** Makes both in the folder, with the JDK's keytool. */
    static KeyStores make(Path folder, String address) throws IOException {
        Path server = folder.resolve("server.p12");
        Path certificate = folder.resolve("server.pem");
        Path trust = folder.resolve("trust.p12");
        keytool(
                server,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "server",
                "-dname",
                "CN=table",
                "-ext",
                "san=ip:" + address);
        keytool(server, "-exportcert", "-rfc", "-alias", "server", "-file", certificate.toString());
        keytool(trust, "-importcert", "-noprompt", "-alias", "server", "-file", certificate.toString());
        return new KeyStores(server, trust);
    }

    private static void keytool(Path store, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-storetype", "PKCS12"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("keytool: " + said);
        }
    }
}
