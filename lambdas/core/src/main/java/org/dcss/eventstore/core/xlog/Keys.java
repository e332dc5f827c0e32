package org.dcss.eventstore.core.xlog;

import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.view.ViewKey;

/** Where the items of the view are; neither sources nor files hold a {@code #}. */
final class Keys {

    /** What the keys of all files begin with. */
    static final String FILES = "file#";

    private Keys() {}

    /** The names of a source's files. */
    static ViewKey names(Source src) {
        return new ViewKey(Xlog.NAME, "names#" + src.name());
    }

    /** How long a file is. */
    static ViewKey file(XlogFile file) {
        return new ViewKey(Xlog.NAME, files(file.src()) + file.name().value());
    }

    /** What the keys of a source's files begin with. */
    static String files(Source src) {
        return FILES + src.name() + "#";
    }

    /** The chunk of a file at an offset. */
    static ViewKey chunk(XlogFile file, long offset) {
        return new ViewKey(chunks(file), offset(offset));
    }

    /** The part that holds a file's chunks. */
    static String chunks(XlogFile file) {
        return Xlog.NAME + "#" + file.src().name() + "#" + file.name().value();
    }

    /** Of a fixed width, so that they sort. */
    static String offset(long offset) {
        return "%015d".formatted(offset);
    }
}
