package org.dcss.eventstore.core.xlog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.view.Content;
import org.dcss.eventstore.core.view.Updates;
import org.dcss.eventstore.core.view.View;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewTable;

/**
 * The servers' files again, each an append-only text: its events as lines, in the order of the log.
 *
 * <p>The lines are put before the file's item, which says how long the file is: whatever lies beyond that length is not there
 * yet, and whoever puts it puts the same. A line whose data is withdrawn is overwritten where it stands: no other line moves.
 */
public final class Xlog implements View {

    static final String NAME = "xlog.2";

    private final int chunkSize;

    public Xlog() {
        this(Chunk.SIZE);
    }

    /**
     * The same files in chunks of another size, for tests that want many of them: a table holds chunks of one size.
     *
     * @param chunkSize a chunk of so many bytes or more takes no further line
     */
    public Xlog(int chunkSize) {
        this.chunkSize = chunkSize;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void apply(List<StoredEvent> events, ViewTable table) {
        Map<XlogFile, List<StoredEvent>> byFile = new LinkedHashMap<>();
        for (StoredEvent stored : events) {
            XlogFile.of(stored.event())
                    .or(() -> Notice.of(stored).map(Notice::file))
                    .ifPresent(file -> byFile.computeIfAbsent(file, any -> new ArrayList<>())
                            .add(stored));
        }
        Map<Source, FileNames> names = new LinkedHashMap<>();
        for (XlogFile file : byFile.keySet()) {
            names.computeIfAbsent(file.src(), src -> named(src, events, table));
        }
        byFile.forEach((file, lines) -> {
            if (names.getOrDefault(file.src(), new FileNames()).contains(file.name())) {
                Updates.update(table, Keys.file(file), lines, (before, newer) -> changed(file, before, newer, table));
            }
        });
    }

    /**
     * The source's names, with those of these events that could be added. Also where all of its files are there already: a
     * reader's names may be of a time before they were.
     */
    private static FileNames named(Source src, List<StoredEvent> events, ViewTable table) {
        while (true) {
            Optional<ViewItem> before = table.get(Keys.names(src));
            FileNames names =
                    before.map(ViewItem::content).map(FileNames::parse).orElseGet(FileNames::new);
            Optional<Slot> added = Optional.empty();
            for (StoredEvent stored : events) {
                Optional<XlogFile> file = XlogFile.of(stored.event());
                if (file.isPresent()
                        && file.get().src().equals(src)
                        && names.add(file.get().name())) {
                    added = Optional.of(stored.slot());
                }
            }
            if (added.isEmpty()
                    || table.replace(
                            Keys.names(src),
                            before.map(ViewItem::through),
                            new ViewItem(added.get(), names.content()))) {
                return names;
            }
        }
    }

    private Content changed(XlogFile file, Optional<Content> before, List<StoredEvent> events, ViewTable table) {
        FileState state = before.map(FileState::parse).orElse(FileState.NEW);
        Chunks chunks = new Chunks(file, table, chunkSize, state.length());
        int generation = state.generation();
        for (StoredEvent stored : events) {
            Optional<Notice> notice = Notice.of(stored);
            if (notice.isPresent()) {
                chunks.withdraw(notice.get());
                generation++;
            } else {
                chunks.append(stored.slot(), LineWriter.write(stored));
            }
        }
        chunks.put();
        return new FileState(chunks.length(), generation).content();
    }
}
