package org.dcss.eventstore.query.xlog;

import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.xlog.XlogFile;

/** What the path of a request names. */
sealed interface XlogPath {

    /** Everything that there is. */
    record Everything() implements XlogPath {}

    /** A source, with or without a slash at its end. */
    record OfSource(Source src) implements XlogPath {}

    /** A source's file. */
    record OfFile(XlogFile file) implements XlogPath {}

    /** Nothing that could be there. */
    record Nothing() implements XlogPath {}

    /**
     * Reads a path.
     *
     * @param path what comes after {@code /xlog/}, decoded
     */
    static XlogPath parse(String path) {
        if (path.isEmpty()) {
            return new Everything();
        }
        int slash = path.indexOf('/');
        String src = slash < 0 ? path : path.substring(0, slash);
        String name = slash < 0 ? "" : path.substring(slash + 1);
        if (!Source.isName(src)) {
            return new Nothing();
        }
        if (name.isEmpty()) {
            return new OfSource(new Source(src));
        }
        return FileName.isName(name) ? new OfFile(new XlogFile(new Source(src), new FileName(name))) : new Nothing();
    }
}
