package org.dcss.eventstore.core.xlog;

import java.util.NavigableSet;
import java.util.TreeSet;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.view.Content;

/**
 * The names of a source's files. Whoever keeps them as files and folders must be able to: so none is a folder of another,
 * and there are at most {@link #MAX_FILES}. What comes first in the log stands; a name that is no good after that never
 * will be, for names are never taken away. For one thread.
 */
final class FileNames {

    static final int MAX_FILES = 2_000;

    private final NavigableSet<String> names = new TreeSet<>();

    boolean contains(FileName name) {
        return names.contains(name.value());
    }

    /** Adds a name if that is possible; whether it was added. */
    boolean add(FileName name) {
        return isPossible(name.value()) && names.add(name.value());
    }

    private boolean isPossible(String name) {
        if (names.size() >= MAX_FILES) {
            return false;
        }
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            if (names.contains(name.substring(0, slash))) {
                return false;
            }
        }
        String inside = names.ceiling(name + "/");
        return inside == null || !inside.startsWith(name + "/");
    }

    Content content() {
        return Content.of(String.join("\n", names));
    }

    static FileNames parse(Content content) {
        FileNames names = new FileNames();
        content.text().lines().forEach(names.names::add);
        return names;
    }
}
