package org.dcss.eventstore.benchmarks.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.crt.CRT;

/** The zips that are deployed, in a form that runs on this machine. */
public final class FunctionZips {

    /** Where a function's own jar lies in its zip. */
    public static final String JAR = "lib/function.jar";

    /** Where the HTTP client's native library lies in the zip of a function that has it. */
    public static final String NATIVE = "lib/libaws-crt-jni.so";

    private FunctionZips() {}

    /** A copy of the role's zip in the folder, with this machine's native library if the zip has one. */
    public static Path runnable(Role role, Path folder) throws IOException {
        Path copy = folder.resolve(role.title() + ".zip");
        Files.copy(role.zip(), copy);
        try (FileSystem zip = FileSystems.newFileSystem(copy)) {
            if (Files.exists(zip.getPath(NATIVE))) {
                Files.write(zip.getPath(NATIVE), nativeLibrary());
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
}
