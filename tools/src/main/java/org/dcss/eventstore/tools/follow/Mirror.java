package org.dcss.eventstore.tools.follow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.xlog.XlogFile;
import org.dcss.eventstore.tools.feed.ReadEvent;
import org.dcss.eventstore.tools.frame.Exit;
import org.dcss.eventstore.tools.frame.ToolException;

/**
 * The servers' files again, in a folder: {@code SRC/FILE}. They only grow, and each line is there once, whatever happens in
 * between: before lines of a page are appended, it is on the disk how long the files were. Who begins with that page again
 * passes over what is there already.
 */
final class Mirror implements Sink, AutoCloseable {

    private final Path root;
    private final MirrorState state;
    private final FileChannel lock;

    /** Files that are longer than what was taken for them since the state was written, and what was. */
    private final Map<String, Long> behind;

    private long written;

    private Mirror(Path root, MirrorState state, FileChannel lock) throws IOException, ToolException {
        this.root = root;
        this.state = state;
        this.lock = lock;
        MirrorState.Place place = state.read();
        this.behind = new LinkedHashMap<>(place.lengths());
        this.written = place.after().orElse(-1);
    }

    /**
     * The mirror in a folder, which is made if absent.
     *
     * @throws ToolException if somebody else keeps it
     */
    static Mirror in(Path folder) throws IOException, ToolException {
        Files.createDirectories(folder);
        Path root = folder.toRealPath();
        Path own = Files.createDirectories(root.resolve(".dcss-events"));
        FileChannel channel =
                FileChannel.open(own.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new ToolException(Exit.USAGE, "Somebody else keeps the mirror in " + folder + " already.");
        }
        return new Mirror(root, new MirrorState(own.resolve("state")), channel);
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The place to go on from, if it was begun. */
    OptionalLong cursor() {
        return written < 0 ? OptionalLong.empty() : OptionalLong.of(written);
    }

    @Override
    public void take(long after, List<ReadEvent> events) throws IOException, ToolException {
        Map<String, ByteArrayOutputStream> lines = lines(events);
        for (String name : lines.keySet()) {
            behind.putIfAbsent(name, MirrorFile.in(root, name).size());
        }
        if (after != written || !behind.isEmpty()) {
            state.write(after, behind);
            written = after;
        }
        for (Map.Entry<String, ByteArrayOutputStream> file : lines.entrySet()) {
            byte[] bytes = file.getValue().toByteArray();
            long from = behind.getOrDefault(file.getKey(), 0L);
            long size = MirrorFile.in(root, file.getKey()).append(from, bytes);
            if (size > from + bytes.length) {
                behind.put(file.getKey(), from + bytes.length);
            } else {
                behind.remove(file.getKey());
            }
        }
    }

    /** The lines of each file, in order. */
    private static Map<String, ByteArrayOutputStream> lines(List<ReadEvent> events) throws ToolException {
        Map<String, ByteArrayOutputStream> lines = new LinkedHashMap<>();
        for (ReadEvent event : events) {
            String file = event.file()
                    .or(() -> XlogFile.unnamed(event.type(), event.id()).map(FileName::value))
                    .orElse("");
            if (file.isEmpty()) {
                continue;
            }
            if (!Source.isName(event.src()) || !FileName.isName(file)) {
                throw new ToolException(Exit.FAILED, "Not the name of a file: " + event.src() + "/" + file);
            }
            ByteArrayOutputStream bytes =
                    lines.computeIfAbsent(event.src() + "/" + file, name -> new ByteArrayOutputStream());
            bytes.writeBytes(Printing.line(event));
        }
        return lines;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
