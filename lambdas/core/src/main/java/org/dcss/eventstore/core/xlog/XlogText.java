package org.dcss.eventstore.core.xlog;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.view.ViewConflictException;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewTable;

/** Reads files. */
public final class XlogText {

    /** More chunks than the 1 MB that one read of a table brings. */
    private static final int READ = 20_000;

    private XlogText() {}

    /**
     * A file as a list shows it.
     *
     * @param length in bytes
     * @param last the slot of the event that changed it last
     * @param generation 1, and 1 more each time that bytes of it were overwritten: those of one generation never change
     */
    public record ListedFile(FileName name, long length, Slot last, int generation) {}

    /** Empty if there is no such file. */
    public static Optional<ListedFile> listed(ViewTable table, XlogFile file) {
        return table.get(Keys.file(file)).map(item -> listed(file.name(), item));
    }

    static ListedFile listed(FileName name, ViewItem item) {
        FileState state = FileState.parse(item.content());
        return new ListedFile(name, state.length(), item.through(), state.generation());
    }

    /** All files of a source, by name. */
    public static List<ListedFile> files(ViewTable table, Source src) {
        String start = Keys.files(src);
        String end = start.substring(0, start.length() - 1) + '$';
        return table.readAll(Xlog.NAME, start, end).stream()
                .map(entry -> listed(new FileName(entry.key().substring(start.length())), entry.item()))
                .toList();
    }

    /**
     * A stretch of a file.
     *
     * @param from the first byte
     * @param to the place after the last byte, at most the file's length
     * @throws ViewConflictException if a part of it is missing
     */
    public static byte[] bytes(ViewTable table, XlogFile file, long from, long to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) (to - from));
        long at = from;
        if (at < to) {
            // It may begin within a chunk; from its end on, chunks begin where the ones before them end.
            at = add(
                    table.floor(Keys.chunks(file), Keys.offset(at)).orElseThrow(() -> missing(file)),
                    at,
                    to,
                    out,
                    file);
        }
        while (at < to) {
            List<ViewTable.Entry> next = table.read(Keys.chunks(file), Keys.offset(at), Keys.offset(to), READ);
            if (next.isEmpty()) {
                throw missing(file);
            }
            for (ViewTable.Entry entry : next) {
                at = add(entry, at, to, out, file);
            }
        }
        return out.toByteArray();
    }

    private static long add(ViewTable.Entry entry, long at, long to, ByteArrayOutputStream out, XlogFile file) {
        Chunk chunk = Chunk.parse(Long.parseLong(entry.key()), entry.item());
        long end = Math.min(to, chunk.end());
        if (chunk.start() > at || end <= at) {
            throw missing(file);
        }
        out.write(chunk.text().bytes(), (int) (at - chunk.start()), (int) (end - at));
        return end;
    }

    private static ViewConflictException missing(XlogFile file) {
        return new ViewConflictException("a gap in the lines of " + file);
    }
}
