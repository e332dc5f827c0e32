package org.dcss.eventstore.tools.tail;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.tools.frame.Messages;
import org.jspecify.annotations.Nullable;

/**
 * What is new in one file, in order. A file that was moved is read to its end before the one that took its place; one that
 * was cut or rewritten is read from its beginning.
 */
public final class Tail implements Closeable {

    private static final int CHUNK_BYTES = 256 * 1024;

    private final String name;
    private final Path path;
    private final Checkpoints checkpoints;
    private final Messages messages;
    private Checkpoint done;
    private @Nullable Content open;

    Tail(String name, Path path, Checkpoints checkpoints, Messages messages) {
        this.name = name;
        this.path = path;
        this.checkpoints = checkpoints;
        this.messages = messages;
        this.done = checkpoints.find(name).orElseGet(() -> Checkpoint.start(name, ""));
    }

    public String name() {
        return name;
    }

    Checkpoint done() {
        return done;
    }

    Path path() {
        return path;
    }

    /** Bytes that are not done yet. */
    public long backlog() throws IOException {
        return open == null ? 0 : Math.max(0, open.size() - done.offset());
    }

    boolean isOpenOn(String key) {
        return open != null && open.key().equals(key);
    }

    /** Opens the file where it is: at its own path, or at that of another name if it was moved there. */
    void open(Map<String, Path> byKey) throws IOException {
        if (open != null) {
            return;
        }
        Path moved = byKey.get(done.key());
        if (moved != null || Content.keyOf(path).isPresent()) {
            open(moved == null ? path : moved);
        }
    }

    private void open(Path where) throws IOException {
        Content content = Content.open(where);
        open = content;
        if (!content.holds(done)) {
            restart(content);
        }
    }

    private void restart(Content content) {
        messages.say(name + ": was cut, rewritten or replaced: it is read from its beginning");
        done = Checkpoint.start(name, content.key());
    }

    /**
     * The next complete lines that are not done, read anew each time until they are.
     *
     * @param lines at most so many
     */
    public List<Line> read(int lines) throws IOException {
        if (open == null || lines <= 0) {
            return List.of();
        }
        if (open.size() == done.offset()) {
            leaveIfReplaced(open);
            return List.of();
        }
        int compared = Content.compared(done.offset());
        byte[] chunk = open.read(done.offset() - compared, compared + CHUNK_BYTES);
        if (chunk.length < compared || !Content.hash(chunk, 0, compared).equals(done.before())) {
            restart(open);
            return read(lines);
        }
        List<Line> read = split(chunk, compared, lines);
        if (read.isEmpty() && chunk.length == compared + CHUNK_BYTES) {
            read = tooLong(open, chunk, compared);
        }
        if (read.isEmpty()) {
            leaveIfReplaced(open);
        }
        return read;
    }

    private List<Line> split(byte[] chunk, int start, int most) {
        List<Line> lines = new ArrayList<>();
        int begin = start;
        for (int i = start; i < chunk.length && lines.size() < most; i++) {
            if (chunk[i] == '\n') {
                lines.add(Line.of(done.offset() + begin - start, chunk, begin, i));
                begin = i + 1;
            }
        }
        return lines;
    }

    /** A line longer than a chunk, if it has an end. */
    private List<Line> tooLong(Content content, byte[] beginning, int start) throws IOException {
        long at = done.offset() + CHUNK_BYTES;
        for (byte[] more = content.read(at, CHUNK_BYTES); more.length > 0; more = content.read(at, CHUNK_BYTES)) {
            for (int i = 0; i < more.length; i++) {
                if (more[i] == '\n') {
                    Line line = Line.of(done.offset(), beginning, start, beginning.length);
                    return List.of(new Line(done.offset(), at + i + 1, line.latin1()));
                }
            }
            at += more.length;
        }
        return List.of();
    }

    /** All was read: goes over to the file that its path leads to by now. */
    private void leaveIfReplaced(Content content) throws IOException {
        Optional<String> now = Content.keyOf(path);
        if (now.isEmpty() || now.get().equals(content.key())) {
            return;
        }
        if (content.size() > done.offset()) {
            messages.say(name + ": a new file took its place, and its last line was never ended: left out");
        }
        content.close();
        open(path);
    }

    /** Remembers, on the disk, that everything through this line is done. */
    public void commit(Line last) throws IOException {
        if (open != null) {
            done = done.at(last.end(), open.key(), open.before(last.end()));
            checkpoints.put(done);
        }
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        }
    }
}
