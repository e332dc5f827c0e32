package org.dcss.eventstore.tools.xlog;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.dcss.eventstore.core.xlog.LineWriter;

/**
 * What a line is sent as. The same bytes have the same form for ever: an id stands for one content.
 *
 * @param type {@code milestone}, {@code logfile} or {@code line}
 * @param data a JSON object
 */
public record LineForm(String type, String data) {

    /** The type of lines whose fields, written again, would not give the same line. */
    private static final String RAW = "line";

    /** Less than an event may have: 64 KiB. */
    private static final int MAX_BYTES = 60_000;

    /**
     * The fields as data, if written again they give the same line; else its text; where that is no UTF-8, its bytes in
     * Base64; and where that is too long for an event, only how long it is.
     *
     * @param bytes without the end of line
     */
    public static LineForm of(byte[] bytes) {
        return formOf(bytes).filter(LineForm::fits).orElseGet(() -> omitted(bytes.length));
    }

    /** A line too long to be read, in bytes without the end of line. */
    public static LineForm omitted(long length) {
        return new LineForm(RAW, "{\"omitted\":" + length + "}");
    }

    private static Optional<LineForm> formOf(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return XlogLine.parse(text)
                    .map(line -> new LineForm(line.type(), line.data()))
                    .filter(fields -> fields.fits() && fields.gives(bytes))
                    .or(() -> Optional.of(new LineForm(RAW, "{\"text\":" + XlogLine.quote(text) + "}")));
        } catch (CharacterCodingException e) {
            String base64 = Base64.getEncoder().encodeToString(bytes);
            return Optional.of(new LineForm(RAW, "{\"base64\":\"" + base64 + "\"}"));
        }
    }

    private boolean gives(byte[] bytes) {
        byte[] ended = LineWriter.write(type, data);
        return Arrays.equals(ended, 0, ended.length - 1, bytes, 0, bytes.length);
    }

    private boolean fits() {
        return data.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }
}
