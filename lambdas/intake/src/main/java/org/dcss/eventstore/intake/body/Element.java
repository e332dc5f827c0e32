package org.dcss.eventstore.intake.body;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/** The part of a body where one event is, whatever it is in truth. */
public final class Element {

    private final byte[] body;
    private final int start;
    private final int end;

    /**
     * A part of a body.
     *
     * @param body the whole body, unpacked
     * @param start its first byte
     * @param end the place after its last byte
     */
    public Element(byte[] body, int start, int end) {
        this.body = body;
        this.start = start;
        this.end = end;
    }

    /** Where it starts, counted from the body's first byte. */
    public int start() {
        return start;
    }

    public int end() {
        return end;
    }

    /** The length in UTF-8. */
    public int bytes() {
        return end - start;
    }

    /** The body's byte at a place that is counted from the body's start, from 0 to 255. */
    public int byteAt(int place) {
        return body[place] & 0xff;
    }

    /** As text; what is no UTF-8 becomes U+FFFD. */
    public String text() {
        return new String(body, start, bytes(), StandardCharsets.UTF_8);
    }

    /**
     * Where the first byte is, counted from the body's, that is no UTF-8; -1 if all are.
     *
     * @param text {@link #text()}
     */
    public int badByte(String text) {
        if (text.indexOf('\uFFFD') < 0) {
            return -1;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(body, start, bytes());
        boolean isBad = decoder.decode(in, CharBuffer.allocate(bytes()), true).isError();
        return isBad ? in.position() : -1;
    }
}
