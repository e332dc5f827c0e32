package org.dcss.eventstore.local.gateway;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the bytes of bodies that are held at once, whoever sends them: nobody's key has been looked at yet. When there
 * are too many, the largest body that is not being worked on gives way, so that small ones always get through.
 */
final class BodyBudget {

    /** What a chunk takes besides its bytes: a client may send one byte at a time. */
    private static final int CHUNK = 48;

    private final long limit;
    private final Set<Share> givable = new HashSet<>();
    private long held;

    /** A budget of so many bytes. */
    BodyBudget(long limit) {
        this.limit = limit;
    }

    /** For a body that begins to come in. */
    synchronized Share open() {
        Share share = new Share();
        givable.add(share);
        return share;
    }

    /** Bytes held now. */
    synchronized long held() {
        return held;
    }

    private void makeRoom() {
        while (held > limit) {
            Share largest = null;
            for (Share share : givable) {
                if (largest == null || share.cost > largest.cost) {
                    largest = share;
                }
            }
            if (largest == null || largest.cost == 0) {
                return;
            }
            largest.giveUp();
            largest.lost = true;
        }
    }

    /** What is held of one body. */
    final class Share {

        private final List<byte[]> chunks = new ArrayList<>();
        private int bytes;
        private long cost;
        private boolean lost;

        private Share() {}

        /** Holds these bytes, too, unless the body has given way or does so now. */
        void add(byte[] chunk) {
            synchronized (BodyBudget.this) {
                if (!lost) {
                    chunks.add(chunk);
                    bytes += chunk.length;
                    cost += chunk.length + CHUNK;
                    held += chunk.length + CHUNK;
                    makeRoom();
                }
            }
        }

        int size() {
            synchronized (BodyBudget.this) {
                return bytes;
            }
        }

        /** Whether the body had to give way: nothing of it is held any more. */
        boolean isLost() {
            synchronized (BodyBudget.this) {
                return lost;
            }
        }

        /** The whole body, which no longer gives way; null if it has done so. Held until {@link #release()}. */
        byte @Nullable [] take() {
            synchronized (BodyBudget.this) {
                if (lost) {
                    return null;
                }
                givable.remove(this);
                byte[] whole = new byte[bytes];
                int at = 0;
                for (byte[] chunk : chunks) {
                    System.arraycopy(chunk, 0, whole, at, chunk.length);
                    at += chunk.length;
                }
                chunks.clear();
                return whole;
            }
        }

        /** Holds nothing any more; idempotent. */
        void release() {
            synchronized (BodyBudget.this) {
                giveUp();
            }
        }

        private void giveUp() {
            held -= cost;
            cost = 0;
            bytes = 0;
            chunks.clear();
            givable.remove(this);
        }
    }
}
