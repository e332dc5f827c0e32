package org.dcss.eventstore.platform;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Lists a folder of resources, be the class in a jar or in a directory. */
public final class ResourceFolder {

    private ResourceFolder() {}

    /**
     * The names of the files in the folder that end so, in order.
     *
     * @param folder relative to the class's package
     */
    public static List<String> files(Class<?> beside, String folder, String ending) throws IOException {
        URL url = beside.getResource(folder);
        if (url == null) {
            return List.of();
        }
        URLConnection connection = url.openConnection();
        if (connection instanceof JarURLConnection jar) {
            jar.setUseCaches(false);
            try (JarFile file = jar.getJarFile()) {
                String prefix = jar.getEntryName().endsWith("/") ? jar.getEntryName() : jar.getEntryName() + "/";
                return matching(
                        file.stream()
                                .filter(entry -> entry.getName().startsWith(prefix))
                                .map(entry -> entry.getName().substring(prefix.length())),
                        ending);
            }
        }
        try (Stream<Path> files = Files.list(Path.of(URI.create(url.toString())))) {
            return matching(files.map(file -> file.getFileName().toString()), ending);
        }
    }

    private static List<String> matching(Stream<String> names, String ending) {
        return names.filter(name -> name.endsWith(ending) && !name.contains("/"))
                .sorted()
                .toList();
    }
}
