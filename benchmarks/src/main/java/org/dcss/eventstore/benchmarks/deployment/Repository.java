package org.dcss.eventstore.benchmarks.deployment;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where this program's sources are. */
final class Repository {

    private Repository() {}

    /** The folder that holds {@code mvnw}: this one, or one above it. */
    static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder;
            }
        }
        throw new IllegalStateException("to be run within the repository, which holds the zips and the Terraform");
    }
}
