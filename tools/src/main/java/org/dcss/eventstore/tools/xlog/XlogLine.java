package org.dcss.eventstore.tools.xlog;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One line of a milestones file or a logfile: its fields in order, all of them text. */
public record XlogLine(Map<String, String> fields) {

    /** Of a line, what tells a milestone from a finished game. */
    private static final String MILESTONE = "milestone";

    public XlogLine {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /**
     * Reads {@code key=value} pairs that are joined by {@code :}, from left to right, where {@code ::} is a colon within
     * either. Empty if that is not what the line is.
     */
    public static Optional<XlogLine> parse(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ':';
            if (c != ':') {
                field.append(c);
            } else if (i + 1 < text.length() && text.charAt(i + 1) == ':') {
                field.append(c);
                i++;
            } else if (!add(field, fields)) {
                return Optional.empty();
            }
        }
        return Optional.of(new XlogLine(fields));
    }

    private static boolean add(StringBuilder field, Map<String, String> fields) {
        int equals = field.indexOf("=");
        if (equals < 0) {
            return false;
        }
        String before = fields.put(field.substring(0, equals), field.substring(equals + 1));
        field.setLength(0);
        return before == null;
    }

    /** {@code milestone} if it tells one, else {@code logfile}. */
    public String type() {
        return fields.containsKey(MILESTONE) ? "milestone" : "logfile";
    }

    /** The fields as a JSON object, all values strings. */
    public String data() {
        StringBuilder json = new StringBuilder("{");
        fields.forEach((name, value) -> {
            json.append(json.length() > 1 ? "," : "").append(quote(name)).append(':');
            json.append(quote(value));
        });
        return json.append('}').toString();
    }

    /** A JSON string. U+FFFE and U+FFFF, which a queue does not carry, are escaped. */
    public static String quote(String text) {
        String quoted = String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text));
        return '"' + quoted.replace("\uFFFE", "\\uFFFE").replace("\uFFFF", "\\uFFFF") + '"';
    }
}
