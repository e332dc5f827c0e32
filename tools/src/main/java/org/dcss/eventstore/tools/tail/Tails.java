package org.dcss.eventstore.tools.tail;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dcss.eventstore.tools.frame.Messages;
import org.dcss.eventstore.tools.frame.ToolException;

/** All files that are watched, each by its name. */
public final class Tails implements Closeable {

    private final WatchedFiles files;
    private final Checkpoints checkpoints;
    private final Messages messages;
    private final Map<String, Tail> tails = new TreeMap<>();

    public Tails(WatchedFiles files, Checkpoints checkpoints, Messages messages) {
        this.files = files;
        this.checkpoints = checkpoints;
        this.messages = messages;
    }

    /** Looks which files there are. Files of which something was read stay, also while they are away. */
    public void scan() throws IOException, ToolException {
        Map<String, Path> found = files.scan();
        Map<String, Path> byKey = new HashMap<>();
        for (Map.Entry<String, Path> file : found.entrySet()) {
            Optional<String> key = Content.keyOf(file.getValue());
            if (key.isEmpty()) {
                continue;
            }
            if (isOfAnother(file.getKey(), file.getValue(), key.get())) {
                byKey.put(key.get(), file.getValue());
            } else if (!tails.containsKey(file.getKey())) {
                tails.put(file.getKey(), new Tail(file.getKey(), file.getValue(), checkpoints, messages));
            }
        }
        for (Tail tail : tails.values()) {
            tail.open(byKey);
        }
    }

    /** Whether this is the file that another name had, by which its lines are known. */
    private boolean isOfAnother(String name, Path path, String key) throws IOException {
        if (tails.containsKey(name)) {
            return false;
        }
        if (tails.values().stream().anyMatch(tail -> tail.isOpenOn(key))) {
            return true;
        }
        try (Content content = Content.open(path)) {
            Optional<Checkpoint> own = checkpoints.find(name);
            if (own.isPresent() && content.holds(own.get())) {
                return own.get().movedFrom().isPresent();
            }
            for (Checkpoint other : checkpoints.all().values()) {
                if (other.key().equals(key) && other.offset() > 0 && content.holds(other)) {
                    messages.say(name + ": is what " + other.name() + " was, and read to its end under that name");
                    checkpoints.put(other.under(name));
                    return true;
                }
            }
        }
        return false;
    }

    public List<Tail> all() {
        return new ArrayList<>(tails.values());
    }

    @Override
    public void close() throws IOException {
        for (Tail tail : tails.values()) {
            tail.close();
        }
    }
}
