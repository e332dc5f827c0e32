package org.dcss.eventstore.tools.schema;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcss.eventstore.core.message.StrictJson;

/** A file with events: lines of a server's, JSON, or NDJSON; which, its beginning tells. Held a line at a time. */
final class SampleFile {

    /** Of one line or document; what is longer is never an event, nor a body. */
    static final int MAX_BYTES = 5_000_000;

    /** How a file holds its events. */
    enum Form {
        XLOG,
        NDJSON,
        JSON
    }

    /** Takes one after the other. */
    interface Taker {
        void take(Sample sample) throws IOException;
    }

    private final Path file;

    SampleFile(Path file) {
        this.file = file;
    }

    Form form() throws IOException {
        try (InputStream in = open()) {
            byte[] first = line(in);
            String text = new String(first, StandardCharsets.UTF_8).strip();
            if (!text.startsWith("{")) {
                return text.startsWith("[") ? Form.JSON : Form.XLOG;
            }
            return StrictJson.objectEnd(text, 0) == text.length() && in.read() >= 0 ? Form.NDJSON : Form.JSON;
        }
    }

    /**
     * Gives every line that is not empty; of JSON, all at once. A server's last line without its end is left out: it is
     * still being written.
     *
     * @return whether the last line has its end
     */
    boolean read(Form form, Taker taker) throws IOException {
        try (InputStream in = open()) {
            if (form == Form.JSON) {
                taker.take(new Sample(1, bounded(in.readNBytes(MAX_BYTES + 1))));
                return true;
            }
            long number = 1;
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b != '\n') {
                    line.write(b);
                    bounded(line);
                    continue;
                }
                give(number, line, taker);
                number++;
            }
            boolean whole = line.size() == 0;
            if (form != Form.XLOG) {
                give(number, line, taker);
            }
            return whole;
        }
    }

    private static void give(long number, ByteArrayOutputStream line, Taker taker) throws IOException {
        if (line.size() > 0) {
            taker.take(new Sample(number, line.toByteArray()));
        }
        line.reset();
    }

    private InputStream open() throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    private byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
            bounded(line);
        }
        return line.toByteArray();
    }

    private void bounded(ByteArrayOutputStream line) throws IOException {
        if (line.size() > MAX_BYTES) {
            throw tooLong();
        }
    }

    private byte[] bounded(byte[] document) throws IOException {
        if (document.length > MAX_BYTES) {
            throw tooLong();
        }
        return document;
    }

    private IOException tooLong() {
        return new IOException(
                file + " holds a line or document of more than " + MAX_BYTES + " bytes, which no request may have");
    }
}
