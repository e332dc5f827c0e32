package org.dcss.eventstore.core.xlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.view.ViewTable;
import org.dcss.eventstore.core.xlog.XlogText.ListedFile;

/** Lists the files of a source, or of all of them, in pages. */
public final class XlogListing {

    private XlogListing() {}

    /** A file of a list. */
    public record Entry(Source src, ListedFile file) {}

    /**
     * A part of a list.
     *
     * @param files by source and name
     * @param next the last of them, if more may follow it
     */
    public record Page(List<Entry> files, Optional<XlogFile> next) {}

    /**
     * Reads a page.
     *
     * @param src empty for the files of all sources
     * @param after the file that the page begins after, wherever it is; empty for the first page
     * @param limit how many files at most, 1 or more
     */
    public static Page page(ViewTable table, Optional<Source> src, Optional<XlogFile> after, int limit) {
        String start = src.map(Keys::files).orElse(Keys.FILES);
        String end = start.substring(0, start.length() - 1) + '$';
        String from = after.map(file -> Keys.file(file).key() + '\0')
                .filter(key -> key.compareTo(start) > 0)
                .orElse(start);
        List<Entry> files = new ArrayList<>();
        while (from.compareTo(end) < 0) {
            List<ViewTable.Entry> next = table.read(Xlog.NAME, from, end, limit - files.size());
            if (next.isEmpty()) {
                break;
            }
            next.forEach(entry -> files.add(entry(entry)));
            if (files.size() >= limit) {
                Entry last = files.get(files.size() - 1);
                return new Page(
                        files, Optional.of(new XlogFile(last.src(), last.file().name())));
            }
            from = next.get(next.size() - 1).key() + '\0';
        }
        return new Page(files, Optional.empty());
    }

    private static Entry entry(ViewTable.Entry entry) {
        String[] parts = entry.key().split("#", 3);
        return new Entry(new Source(parts[1]), XlogText.listed(new FileName(parts[2]), entry.item()));
    }
}
