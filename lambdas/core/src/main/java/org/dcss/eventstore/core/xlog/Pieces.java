package org.dcss.eventstore.core.xlog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.view.Content;
import org.dcss.eventstore.core.view.ViewConflictException;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;

/** The items that hold a file's lines, each under its offset with the slot of its line; the lines stand in the log's order. */
final class Pieces {

    /** Under the 400 KB of an item; a longer line is split. */
    static final int MAX_PIECE = 300_000;

    private static final int READ = 500;

    private final XlogFile file;
    private final ViewTable table;

    Pieces(XlogFile file, ViewTable table) {
        this.file = file;
        this.table = table;
    }

    /** A line that begins at an offset, as items. */
    Map<ViewKey, ViewItem> split(Slot slot, long offset, byte[] line) {
        Map<ViewKey, ViewItem> pieces = new LinkedHashMap<>();
        for (int from = 0; from < line.length; from += MAX_PIECE) {
            int to = Math.min(line.length, from + MAX_PIECE);
            pieces.put(Keys.piece(file, offset + from), new ViewItem(slot, Content.of(line, from, to)));
        }
        return pieces;
    }

    /** @throws ViewConflictException if the table holds other lines than the log */
    void keep(Map<ViewKey, ViewItem> pieces) {
        for (ViewKey other : table.keep(pieces)) {
            Optional<ViewItem> kept = table.get(other);
            Optional<ViewItem> mine = Optional.ofNullable(pieces.get(other));
            if (kept.isEmpty() || mine.isEmpty() || !isWithdrawnMeanwhile(mine.get(), kept.get())) {
                throw conflict(other);
            }
        }
    }

    /** The data may have been taken out after one of two projectors had read it; the notice will follow. */
    private static boolean isWithdrawnMeanwhile(ViewItem mine, ViewItem kept) {
        return mine.through().equals(kept.through())
                && mine.content().length() == kept.content().length()
                && (LineWriter.mayBeWithdrawn(mine.content().bytes())
                        || LineWriter.mayBeWithdrawn(kept.content().bytes()));
    }

    /**
     * Overwrites the lines that a notice tells of by what stands for them, in as many bytes.
     *
     * @param length the file's
     */
    void withdraw(Notice notice, long length) {
        long at = firstFrom(notice.slots().first(), length);
        List<ViewTable.Entry> line = new ArrayList<>();
        boolean more = true;
        while (more) {
            List<ViewTable.Entry> read = table.read(Keys.pieces(file), Keys.offset(at), Keys.offset(length), READ);
            more = !read.isEmpty();
            for (ViewTable.Entry piece : read) {
                if (!line.isEmpty()
                        && !line.get(0).item().through().equals(piece.item().through())) {
                    overwrite(line, notice);
                    line.clear();
                    more = !piece.item().through().isAfter(notice.slots().last());
                }
                line.add(piece);
                at = end(piece);
            }
        }
        overwrite(line, notice);
    }

    private void overwrite(List<ViewTable.Entry> line, Notice notice) {
        if (line.isEmpty() || !notice.slots().contains(line.get(0).item().through())) {
            return;
        }
        Slot slot = line.get(0).item().through();
        int length =
                line.stream().mapToInt(piece -> piece.item().content().length()).sum();
        byte[] bytes = LineWriter.withdrawn(notice.reason(), length);
        int from = 0;
        for (ViewTable.Entry piece : line) {
            int to = from + piece.item().content().length();
            ViewKey key = new ViewKey(Keys.pieces(file), piece.key());
            ViewItem item = new ViewItem(slot, Content.of(bytes, from, to));
            if (!item.equals(piece.item()) && !table.replace(key, Optional.of(slot), item)) {
                throw conflict(key);
            }
            from = to;
        }
    }

    /** Where the first line at this slot or after it begins; the length if there is none. */
    private long firstFrom(Slot slot, long length) {
        long low = 0;
        long high = length;
        while (low < high) {
            ViewTable.Entry piece = table.floor(Keys.pieces(file), Keys.offset((low + high) / 2))
                    .orElseThrow(() -> conflict(Keys.piece(file, 0)));
            if (slot.isAfter(piece.item().through())) {
                low = end(piece);
            } else {
                high = Long.parseLong(piece.key());
            }
        }
        return low;
    }

    private static long end(ViewTable.Entry piece) {
        return Long.parseLong(piece.key()) + piece.item().content().length();
    }

    private static ViewConflictException conflict(ViewKey key) {
        return new ViewConflictException("other lines than the log's: " + key);
    }
}
