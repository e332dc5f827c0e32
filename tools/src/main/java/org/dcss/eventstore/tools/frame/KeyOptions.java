package org.dcss.eventstore.tools.frame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import org.dcss.eventstore.tools.http.Key;
import org.dcss.eventstore.tools.http.StoreClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the key of a command that submits comes from: never from an argument, which everybody on the machine can read. */
public final class KeyOptions {

    private static final int MAX_BYTES = 4_096;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec mixee;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description =
                    "The file with the source's key and nothing else. Without it, the environment's DCSS_EVENTS_KEY.")
    private @Nullable Path keyFile;

    @Option(
            names = "--insecure-http",
            description = "Send the key over plain HTTP to another machine, where anybody between can read it.")
    private boolean insecure;

    /**
     * The key.
     *
     * @throws ToolException if there is none, or it must not be sent
     */
    public Key key(StoreClient client, Messages messages) throws ToolException {
        if (client.isOpenToOthers() && !insecure) {
            throw new ToolException(
                    Exit.USAGE,
                    "The key would travel unencrypted: use https (or --insecure-http, on a network of your own).");
        }
        try {
            if (keyFile != null) {
                return inFile(keyFile, messages);
            }
            Optional<String> given = mixee.defaultValueProvider() instanceof Configuration configuration
                    ? configuration.key()
                    : Optional.empty();
            return new Key(given.orElseThrow(() -> new ToolException(Exit.USAGE, "A key is needed: --key-file FILE."))
                    .strip());
        } catch (IllegalArgumentException e) {
            throw new ToolException(Exit.USAGE, "There is no key in it: " + e.getMessage() + ".", e);
        }
    }

    private static Key inFile(Path file, Messages messages) throws ToolException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new ToolException(Exit.USAGE, file + " holds more than a key.");
            }
            if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
                if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
                    messages.say("warning: everybody on this machine can read " + file + ": chmod o-r it");
                }
            }
            return new Key(Files.readString(file).strip());
        } catch (IOException e) {
            throw new ToolException(Exit.USAGE, "The key file " + file + " cannot be read.", e);
        }
    }
}
