package org.dcss.eventstore.submit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.dcss.eventstore.fixtures.HostileJson;

/**
 * A program that submits bodies of 5 MB that are to cost as much as possible, packed, and says of each: its name, the
 * milliseconds of processor time that the answer took, and the answer's status and length.
 */
final class HostileBodies {

    private static final int BODY = 5_000_000;
    private static final String START = "{\"type\":\"milestone\",\"src\":\"cpo\",\"data\":{";

    private HostileBodies() {}

    /**
     * Submits a body of each shape, as one event and as an array.
     *
     * @param arguments what an event may have, in bytes
     */
    public static void main(String[] arguments) throws IOException {
        int maxEventBytes = Integer.parseInt(arguments[0]);
        Fixture submit = new Fixture(Duration.ofSeconds(60), maxEventBytes);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (Map.Entry<String, String[]> shape : shapes().entrySet()) {
            String[] parts = shape.getValue();
            for (boolean isBatch : new boolean[] {false, true}) {
                int eventBytes = isBatch ? maxEventBytes : BODY;
                byte[] body =
                        isBatch ? batch(parts, eventBytes - 200) : gzip(event(parts, eventBytes - 200), 1, "", "");
                long before = threads.getCurrentThreadCpuTime();
                Fixture.Answer answer = submit.submit(Map.of("authorization", Fixture.KEY), body);
                long millis = (threads.getCurrentThreadCpuTime() - before) / 1_000_000;
                System.out.println((isBatch ? "batch " : "single ") + millis + " " + answer.status() + " "
                        + submit.answerBytes + " " + shape.getKey());
                submit.queued.clear();
                submit.measured.clear();
            }
        }
    }

    /** By name: what an event starts with, what is repeated in it, and what it ends with. */
    private static Map<String, String[]> shapes() {
        Map<String, String[]> shapes = new LinkedHashMap<>();
        shapes.put("twins", shape(START, "\"a\":1,", "\"a\":1}}"));
        shapes.put(
                "twins under a long name", shape(START + "\"" + "n".repeat(1_020) + "\":{", "\"a\":1,", "\"a\":1}}}"));
        shapes.put(
                "twins under a huge name",
                shape(START + "\"" + "n".repeat(300_000) + "\":{", "\"a\":1,", "\"a\":1}}}"));
        shapes.put("long names", shape(START, "\"" + "n".repeat(1_030) + "\":1,", "\"a\":1}}"));
        shapes.put("names that hash alike", shape(START, HostileJson.colliding(11, "bA", "ab") + ",", "\"a\":1}}"));
        shapes.put("depth", shape(START + "\"a\":", "[", ""));
        shapes.put("depth that ends", shape(START + "\"a\":[", "[".repeat(60) + "]".repeat(60) + ",", "1]}}"));
        shapes.put("empty arrays", shape(START + "\"a\":[", "[],", "[]]}}"));
        shapes.put("empty objects", shape(START + "\"a\":[", "{\"a\":{}},", "{}]}}"));
        shapes.put("small numbers", shape(START + "\"a\":[", "1,", "1]}}"));
        shapes.put("long numbers", shape(START + "\"a\":[", "1".repeat(999) + ",", "1]}}"));
        shapes.put("fractions", shape(START + "\"a\":[", "0." + "7".repeat(990) + "e-999,", "1]}}"));
        shapes.put("too long a number", shape(START + "\"a\":", "1", "}}"));
        shapes.put("exponents", shape(START + "\"a\":[", "1e1000,", "1]}}"));
        shapes.put("escapes", shape(START + "\"a\":\"", "\\u0000", "\"}}"));
        shapes.put("backslashes", shape(START + "\"a\":\"", "\\\\", "\"}}"));
        shapes.put("a string without an end", shape(START + "\"a\":\"", "\\\\x", ""));
        shapes.put("other members", shape(START + "}", ",\"aaaaaa\":1", "}"));
        shapes.put("a long id", shape(START + "},\"id\":\"", "x", "\"}"));
        shapes.put("a long time", shape(START + "\"time\":\"", "2", "\"}}"));
        shapes.put("a long type", shape("{\"src\":\"cpo\",\"type\":\"", "\\ud800", "\"}"));
        shapes.put("a bad escape at the end", shape(START + "\"a\":\"", "x", "\\q\"}}"));
        shapes.put("letters of three bytes", shape(START + "\"a\":\"", "\u20ac", "\uFFFF\"}}"));
        shapes.put("blanks", shape(START, "\n", "}}"));
        shapes.put("many elements", shape("", "1,", "1"));
        return shapes;
    }

    private static String[] shape(String start, String repeated, String end) {
        return new String[] {start, repeated, end};
    }

    private static String event(String[] parts, int bytes) {
        int unit = parts[1].getBytes(StandardCharsets.UTF_8).length;
        int count = Math.max(1, (bytes - parts[0].length() - parts[2].length() * 3) / unit);
        return parts[0] + parts[1].repeat(count) + parts[2];
    }

    private static byte[] batch(String[] parts, int eventBytes) throws IOException {
        String event = event(parts, eventBytes);
        int bytes = event.getBytes(StandardCharsets.UTF_8).length + 1;
        return gzip(event, Math.max(1, Math.min(500, (BODY - 2) / bytes)), "[", "]");
    }

    private static byte[] gzip(String event, int count, String start, String end) throws IOException {
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(start.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < count; i++) {
                gzip.write(i == 0 ? new byte[0] : new byte[] {','});
                gzip.write(bytes);
            }
            gzip.write(end.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}
