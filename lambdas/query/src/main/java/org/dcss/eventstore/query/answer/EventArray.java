package org.dcss.eventstore.query.answer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.query.format.Format;
import org.dcss.eventstore.query.request.Reading;

/** The events of an answer in its format, compressed while it is made, and never larger than an answer may be. */
public final class EventArray {

    /**
     * What Lambda takes for an answer, in bytes of JSON:
     * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (6 MB, less what the service adds).
     */
    private static final int MAX_ANSWER_BYTES = 6_291_556;

    /** For what surrounds the body: status, headers, quotes. */
    private static final int SURROUNDINGS = 16 * 1024;

    /** The body goes through Lambda in base64, which makes four bytes of three. */
    static final int MAX_BYTES = (MAX_ANSWER_BYTES - SURROUNDINGS) / 4 * 3;

    /**
     * More than zlib can hold back: at its memory level 8 that is one block of 16,383 symbols of at most 31 bits, and
     * 64 KB of finished output. The rest is for what cannot be compressed and therefore grows a little.
     */
    private static final int HELD_BACK = 256 * 1024;

    /** A page of 1000 events takes less than half the time to compress that {@link #SMALL} takes, and a quarter more bytes. */
    static final int QUICK = 1;

    /** Filtered, 40 % less time than with zlib's own settings, and 4 % more bytes. */
    static final int SMALL = 5;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
    private final OutputStream out;
    private final EntityTag tag = new EntityTag();
    private final Format format;
    private final boolean gzip;
    private final int reserve;
    private int events;

    /** For a page, which has room for its events however they are compressed. */
    public static EventArray ofPage(Reading reading) {
        return new EventArray(reading.format(), reading.gzip(), QUICK);
    }

    /** For a whole day: a usual one, which takes 4.2 MB, would not fit if it were compressed any less. */
    public static EventArray ofDay(Reading reading) {
        return new EventArray(reading.format(), reading.gzip(), SMALL);
    }

    /** @param level zlib's */
    EventArray(Format format, boolean gzip, int level) {
        this.format = format;
        this.gzip = gzip;
        try {
            out = gzip ? new Compressor(bytes, level) : bytes;
            write(format.opening());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reserve = gzip ? HELD_BACK : 2;
    }

    /** Whether this many bytes of events are sure to fit, even if nothing of them can be compressed. */
    public boolean hasRoomFor(int more) {
        return bytes.size() + reserve + (long) more <= MAX_BYTES;
    }

    /**
     * Adds an event if it is sure to fit. The first is added in any case: an event that no answer has room for must fail,
     * not be passed over.
     *
     * @return whether it was added
     */
    public boolean addIfItFits(StoredEvent event) {
        byte[] text = format.text(event);
        boolean fits = events == 0 || hasRoomFor(text.length);
        if (fits) {
            add(event, text);
        }
        return fits;
    }

    /** Adds events until one is not sure to fit, and the first in any case; whether all of them were added. */
    public boolean addWhatFits(List<StoredEvent> ascending) {
        for (StoredEvent event : ascending) {
            if (!addIfItFits(event)) {
                return false;
            }
        }
        return true;
    }

    /** Adds as many events as are sure to fit together, of the last ones, and the last in any case. */
    public void addTheLastThatFit(List<StoredEvent> ascending) {
        int first = ascending.size();
        int size = 0;
        while (first > 0) {
            size += format.text(ascending.get(first - 1)).length + 1;
            if (first < ascending.size() && !hasRoomFor(size)) {
                break;
            }
            first--;
        }
        ascending.subList(first, ascending.size()).forEach(event -> add(event, format.text(event)));
    }

    /** An event as it stands in this answer. */
    public byte[] text(StoredEvent event) {
        return format.text(event);
    }

    /** Adds an event, written already, that {@link #hasRoomFor} has let pass. */
    public void add(StoredEvent event, byte[] text) {
        tag.add(event);
        add(text);
    }

    /** Names the answer as it is now; see {@link EntityTag#value}. */
    public String tag(Optional<Slot> next, boolean caughtUp) {
        return tag.value(next, caughtUp, format, gzip);
    }

    /** Adds an event that {@link #hasRoomFor} has let pass. */
    void add(byte[] event) {
        try {
            if (events > 0) {
                write(format.separator());
            }
            out.write(event);
            events++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int events() {
        return events;
    }

    /** For short matches, which events have between names that are always the same, it is quicker to write the letters. */
    private static final class Compressor extends GZIPOutputStream {

        Compressor(OutputStream out, int level) throws IOException {
            super(out, 16 * 1024);
            def.setLevel(level);
            def.setStrategy(Deflater.FILTERED);
        }
    }

    private void write(String frame) throws IOException {
        for (int i = 0; i < frame.length(); i++) {
            out.write(frame.charAt(i));
        }
    }

    /** Ends it; nothing can be added any more. */
    byte[] finish() {
        try {
            write(format.closing(events == 0));
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
