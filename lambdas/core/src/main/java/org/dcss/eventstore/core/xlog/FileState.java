package org.dcss.eventstore.core.xlog;

import org.dcss.eventstore.core.view.Content;

/**
 * How a file is.
 *
 * @param length in bytes
 * @param generation 1, and 1 more each time that lines of it were overwritten
 */
record FileState(long length, int generation) {

    static final FileState NEW = new FileState(0, 1);

    /** The length, and after a space the generation where it is another than 1. */
    Content content() {
        return Content.of(generation == 1 ? Long.toString(length) : length + " " + generation);
    }

    static FileState parse(Content content) {
        String[] parts = content.text().split(" ", -1);
        return new FileState(Long.parseLong(parts[0]), parts.length > 1 ? Integer.parseInt(parts[1]) : 1);
    }
}
