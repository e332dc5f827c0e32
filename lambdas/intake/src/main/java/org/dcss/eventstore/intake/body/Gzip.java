package org.dcss.eventstore.intake.body;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks gzip (RFC 1952), all members of it and nothing else. The JDK's stream recurs once for each empty member, so that
 * a small body overflows the stack, and passes over what follows a member and is none: events that were sent would be
 * dropped in silence.
 */
final class Gzip {

    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATE = 8;
    private static final int FIXED_HEADER = 10;
    private static final int TRAILER = 8;

    private static final int HEADER_CHECK = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final ByteBuffer packed;
    private final int limit;
    private final ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[16_384];

    private Gzip(byte[] packed, int limit) {
        this.packed = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        this.limit = limit;
    }

    /**
     * What it holds, or null if that is more than {@code limit} bytes; about that many are unpacked at most.
     *
     * @throws DataFormatException if it is damaged, cut off, or goes on with something else
     */
    static byte @Nullable [] unpack(byte[] packed, int limit) throws DataFormatException {
        return new Gzip(packed, limit).unpack();
    }

    private byte @Nullable [] unpack() throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            do {
                readHeader();
                inflater.reset();
                if (!readMember(inflater)) {
                    return null;
                }
            } while (packed.hasRemaining());
        } finally {
            inflater.end();
        }
        return unpacked.toByteArray();
    }

    private void readHeader() throws DataFormatException {
        int start = packed.position();
        need(FIXED_HEADER);
        int magic = packed.getShort() & 0xffff;
        int method = packed.get();
        int flags = packed.get();
        if (magic != MAGIC || method != DEFLATE || (flags & RESERVED) != 0) {
            throw new DataFormatException("no gzip member");
        }
        packed.position(start + FIXED_HEADER);
        if ((flags & EXTRA) != 0) {
            need(2);
            int length = packed.getShort() & 0xffff;
            need(length);
            packed.position(packed.position() + length);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CHECK) != 0) {
            int end = packed.position();
            need(2);
            CRC32 check = new CRC32();
            check.update(packed.array(), start, end - start);
            if ((packed.getShort() & 0xffff) != (check.getValue() & 0xffff)) {
                throw new DataFormatException("a damaged header");
            }
        }
    }

    private void skipText() throws DataFormatException {
        do {
            need(1);
        } while (packed.get() != 0);
    }

    /** False once there is more than may be. */
    private boolean readMember(Inflater inflater) throws DataFormatException {
        CRC32 check = new CRC32();
        inflater.setInput(packed.array(), packed.position(), packed.remaining());
        while (!inflater.finished()) {
            int length = inflater.inflate(buffer);
            if (length == 0 && !inflater.finished()) {
                throw new DataFormatException("cut off");
            }
            if (length > limit - unpacked.size()) {
                return false;
            }
            check.update(buffer, 0, length);
            unpacked.write(buffer, 0, length);
        }
        packed.position(packed.limit() - inflater.getRemaining());
        need(TRAILER);
        if (packed.getInt() != (int) check.getValue() || packed.getInt() != (int) inflater.getBytesWritten()) {
            throw new DataFormatException("a wrong checksum or length");
        }
        return true;
    }

    private void need(int bytes) throws DataFormatException {
        if (packed.remaining() < bytes) {
            throw new DataFormatException("cut off");
        }
    }
}
