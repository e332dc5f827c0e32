package org.dcss.eventstore.query.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Something that a client takes, and how much it likes it: https://www.rfc-editor.org/rfc/rfc9110#quality.values
 *
 * @param value in lower case, without its parameters
 * @param quality 0 (not at all) to 1
 */
public record Weighted(String value, double quality) {

    private static final Pattern QUALITY = Pattern.compile("[01](\\.[0-9]{0,3})?");

    /** What a header lists, in its order. */
    public static List<Weighted> list(String header) {
        List<Weighted> all = new ArrayList<>();
        for (String element : split(header.toLowerCase(Locale.ROOT), ',')) {
            List<String> parts = split(element, ';');
            all.add(new Weighted(parts.get(0).strip(), quality(parts)));
        }
        return all;
    }

    /** 1 if there is none; 0, which is "not acceptable", for what is none. */
    private static double quality(List<String> parts) {
        for (String part : parts.subList(1, parts.size())) {
            String parameter = part.strip();
            if (parameter.startsWith("q=")) {
                String value = parameter.substring(2);
                return QUALITY.matcher(value).matches() ? Math.min(1, Double.parseDouble(value)) : 0;
            }
        }
        return 1;
    }

    /** At each separator that stands in no quoted string. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
