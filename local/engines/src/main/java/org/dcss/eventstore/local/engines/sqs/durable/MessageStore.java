package org.dcss.eventstore.local.engines.sqs.durable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes changes in the order they come, all that wait in one transaction, and says so when they are stored. After one
 * failure every later change fails too, until the next start: a repeated FIFO send is answered from memory, and must
 * not be answered as stored when its first try was not.
 */
public final class MessageStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MessageStore.class);

    /** Hears once whether a change is stored, on the store's own thread. */
    @FunctionalInterface
    interface Answer {
        Answer IGNORED = failure -> {};

        /** Stored if {@code failure} is null. */
        void accept(@Nullable IOException failure);
    }

    private record Write(List<Change> changes, Answer answer) {}

    /** Without a change for so long the file is taken for idle. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final Write LAST = new Write(List.of(), Answer.IGNORED);

    private final BlockingQueue<Write> waiting = new LinkedBlockingQueue<>();
    private final CompletableFuture<Map<String, List<StoredMessage>>> restored = new CompletableFuture<>();
    private final Path path;
    private final Thread thread;
    private @Nullable IOException failure;

    private MessageStore(Path path) {
        this.path = path;
        thread = new Thread(this::run, "sqs-store");
        thread.setDaemon(true);
    }

    /** Opens the file and reads all it holds. */
    public static MessageStore open(Path path) throws IOException {
        var store = new MessageStore(path);
        store.thread.start();
        try {
            store.restored.get();
            return store;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException("cannot open " + path, e);
        } catch (InterruptedException e) {
            store.close();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while opening " + path, e);
        }
    }

    /** The messages that {@code queue} held at the end of the earlier process, oldest first; once. */
    List<StoredMessage> restore(String queue) {
        return Optional.ofNullable(restored.join().remove(queue)).orElse(List.of());
    }

    /** Never blocks. */
    void write(List<Change> changes, Answer answer) {
        waiting.add(new Write(changes, answer));
    }

    private void run() {
        try (var file = MessageFile.open(path)) {
            restored.complete(file.read());
            var group = new ArrayList<Write>();
            do {
                group.clear();
                group.add(next(file));
                waiting.drainTo(group);
                write(file, group);
            } while (!group.contains(LAST));
        } catch (Throwable e) {
            // Whatever it is, nobody may wait for ever.
            restored.completeExceptionally(e);
        }
    }

    /** What waits next; while nothing does for a while, the file becomes smaller. */
    private Write next(MessageFile file) throws InterruptedException {
        boolean more = failure == null;
        while (more) {
            var next = waiting.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            if (next != null) {
                return next;
            }
            more = giveBack(file);
        }
        return waiting.take();
    }

    private static boolean giveBack(MessageFile file) {
        try {
            return file.giveBack();
        } catch (IOException e) {
            LOG.warn("the file stays as large as it is", e);
            return false;
        }
    }

    private void write(MessageFile file, List<Write> group) {
        var changes = group.stream().flatMap(write -> write.changes().stream()).toList();
        if (failure == null && !changes.isEmpty()) {
            try {
                file.write(changes);
            } catch (Throwable e) {
                LOG.error("nothing more is accepted until the next start", e);
                failure = new IOException(e.getMessage() + "; nothing more is accepted until the next start", e);
            }
        }
        group.forEach(write -> write.answer().accept(failure));
    }

    /** Stores what waits. */
    @Override
    public void close() {
        waiting.add(LAST);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
