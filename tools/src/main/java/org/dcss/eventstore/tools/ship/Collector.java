package org.dcss.eventstore.tools.ship;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.tools.tail.Tail;
import org.dcss.eventstore.tools.tail.Tails;

/** Chooses the next lines: first those of files that are nearly read, then, as the rate allows, old ones. */
final class Collector {

    /** Some hundred lines: less than a request's. */
    private static final long LIVE_BYTES = 128 * 1024;

    private final Source src;
    private final Tails tails;
    private final Rate rate;
    private int turn;
    private boolean heldBack;

    Collector(Source src, Tails tails, Rate rate) {
        this.src = src;
        this.tails = tails;
        this.rate = rate;
    }

    /** The next request; empty if there is nothing to send now. */
    Batch next() throws IOException {
        List<Tail> live = new ArrayList<>();
        List<Tail> old = new ArrayList<>();
        for (Tail tail : tails.all()) {
            (tail.backlog() <= LIVE_BYTES ? live : old).add(tail);
        }
        turn++;
        heldBack = false;
        Batch batch = new Batch(src);
        for (Tail tail : inTurn(live)) {
            batch.add(tail, tail.read(batch.room()));
        }
        for (Tail tail : inTurn(old)) {
            int most = Math.min(batch.room(), rate.allowed());
            heldBack |= most == 0 && batch.room() > 0;
            rate.taken(batch.add(tail, tail.read(most)));
        }
        return batch;
    }

    /** Whether the rate kept old lines back the last time. */
    boolean isHeldBack() {
        return heldBack;
    }

    /** Each time another file is the first, so that none waits for ever. */
    private List<Tail> inTurn(List<Tail> files) {
        Collections.rotate(files, files.isEmpty() ? 0 : -(turn % files.size()));
        return files;
    }

    /** Bytes that are not sent yet, half lines included. */
    long backlog() throws IOException {
        long bytes = 0;
        for (Tail tail : tails.all()) {
            bytes += tail.backlog();
        }
        return bytes;
    }
}
