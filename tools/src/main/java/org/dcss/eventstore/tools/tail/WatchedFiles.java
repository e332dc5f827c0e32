package org.dcss.eventstore.tools.tail;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.tools.frame.Exit;
import org.dcss.eventstore.tools.frame.Messages;
import org.dcss.eventstore.tools.frame.ToolException;

/** The files that paths and globs name, by the names that the store knows them by. */
public final class WatchedFiles {

    private static final Pattern GLOB = Pattern.compile("[*?\\[{]");
    /** What {@link FileName} holds, for people. */
    private static final String RULE =
            "1 to 128 characters, 1 to 4 parts of letters, digits and ._+-, each with a letter or digit first, and / between them";

    private static final int MAX_DEPTH = 12;

    private final List<Path> patterns;
    private final Optional<Path> base;
    private final Messages messages;
    private final Set<Path> said = new HashSet<>();

    /**
     * Paths with {@code *}, {@code ?}, {@code [a-z]} or {@code {a,b}} are globs; a folder means its milestones and logfiles.
     *
     * @param base what names are relative to; without it they are the paths' last parts
     */
    public WatchedFiles(List<String> paths, Optional<Path> base, Messages messages) {
        this.messages = messages;
        this.base = base.map(folder -> folder.toAbsolutePath().normalize());
        List<Path> all = new ArrayList<>();
        for (String path : paths) {
            Path absolute = Path.of(path).toAbsolutePath().normalize();
            if (Files.isDirectory(absolute)) {
                all.add(absolute.resolve("milestones*"));
                all.add(absolute.resolve("logfile*"));
            } else {
                all.add(absolute);
            }
        }
        this.patterns = List.copyOf(all);
    }

    /**
     * Those that are there now and have names that the store takes.
     *
     * @throws ToolException if two have one name
     */
    Map<String, Path> scan() throws IOException, ToolException {
        Map<String, Path> files = new TreeMap<>();
        for (Path pattern : patterns) {
            for (Path file : matches(pattern)) {
                String name = name(file);
                if (!FileName.isName(name)) {
                    leftOut(file, "the store takes no file " + name + " (" + RULE + ")");
                    continue;
                }
                if (!Files.isReadable(file)) {
                    leftOut(file, "it cannot be read");
                    continue;
                }
                Path before = files.put(name, file);
                if (before != null && !before.equals(file)) {
                    throw new ToolException(
                            Exit.USAGE,
                            before + " and " + file + " would both be the file " + name
                                    + ": --base DIR makes names of the path below DIR.");
                }
            }
        }
        return files;
    }

    private List<Path> matches(Path pattern) throws IOException {
        Path root = pattern;
        while (root != null && GLOB.matcher(root.toString()).find()) {
            root = root.getParent();
        }
        if (root == null || !Files.exists(root)) {
            return List.of();
        }
        int depth = pattern.toString().contains("**") ? MAX_DEPTH : pattern.getNameCount() - root.getNameCount();
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(root, Set.of(FileVisitOption.FOLLOW_LINKS), depth, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if ((file.equals(pattern) || matcher.matches(file)) && Files.isRegularFile(file)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            /** A folder that is closed to this user holds up none of the others. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                leftOut(file, "it cannot be read");
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(files);
        return files;
    }

    private String name(Path file) {
        return base.map(folder -> folder.relativize(file))
                .orElseGet(file::getFileName)
                .toString()
                .replace(file.getFileSystem().getSeparator(), "/");
    }

    private void leftOut(Path file, String why) {
        if (said.add(file)) {
            messages.say("warning: " + file + " is left out: " + why);
        }
    }
}
