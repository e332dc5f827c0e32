package org.dcss.eventstore.tools.ship;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.tools.frame.Exit;
import org.dcss.eventstore.tools.frame.Messages;
import org.dcss.eventstore.tools.frame.ToolException;

/** The lines that the store did not take: kept until it does. */
final class RejectFile {

    private final Path file;

    /** What is being sent again, while a running {@code ship} may add to the other. */
    private final Path sending;

    RejectFile(Path folder) {
        this.file = folder.resolve("rejects.ndjson");
        this.sending = folder.resolve("rejects-sending.ndjson");
    }

    /** Adds lines, which are on the disk when this returns, and says so. */
    void keep(List<Reject> rejects, Messages messages) throws IOException {
        if (rejects.isEmpty()) {
            return;
        }
        String text = rejects.stream().map(reject -> reject.json() + "\n").collect(Collectors.joining());
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Reject first = rejects.get(0);
        messages.say("rejected: " + rejects.size() + " lines, kept in " + file + "; the first is "
                + first.line().file() + " at " + first.line().line().offset() + ": " + first.reason());
    }

    /** Sends some lines, and adds those that are rejected again. */
    interface Sending {
        void send(List<Outgoing> lines) throws IOException, ToolException, InterruptedException;
    }

    /**
     * Gives all lines to be sent, in groups. Ended on the way, it begins with the same lines again the next time.
     *
     * @return how many lines there were
     */
    long sendAgain(Source src, int group, Sending to) throws IOException, ToolException, InterruptedException {
        if (!Files.exists(sending)) {
            if (!Files.exists(file)) {
                return 0;
            }
            Files.move(file, sending, StandardCopyOption.ATOMIC_MOVE);
        }
        long count = 0;
        try (BufferedReader lines = Files.newBufferedReader(sending)) {
            List<Outgoing> next = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                count++;
                next.add(parse(src, line, count));
                if (next.size() == group) {
                    to.send(next);
                    next.clear();
                }
            }
            to.send(next);
        }
        Files.delete(sending);
        return count;
    }

    private Outgoing parse(Source src, String line, long number) throws ToolException {
        try {
            return Reject.parse(src, line);
        } catch (IOException e) {
            throw new ToolException(
                    Exit.FAILED, sending + ", line " + number + ": not what ship wrote there. Mend or delete it.", e);
        }
    }
}
