package org.dcss.eventstore.submit;

import java.util.ArrayList;
import java.util.List;

/**
 * Second step: finds where each event is, without asking what it is. An array's elements are told apart by brackets,
 * strings and commas alone, so that whatever is wrong inside one is its own fault.
 */
final class BodySplitter {

    static final int MAX_EVENTS = 500;

    private BodySplitter() {}

    static Body split(Content content) {
        if (!(content instanceof Content.Unpacked unpacked)) {
            return (Refused) content;
        }
        return unpacked.isLines() ? lines(unpacked.bytes()) : document(unpacked.bytes());
    }

    /** Lines end with a line feed; as the NDJSON specification allows, empty ones are passed over. */
    private static Body lines(byte[] body) {
        List<Element> elements = new ArrayList<>();
        int count = 0;
        int start = 0;
        while (start < body.length) {
            int end = start;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            Element line = trimmed(body, start, end);
            if (line.bytes() > 0) {
                count = add(elements, line, count);
            }
            start = end + 1;
        }
        return batch(elements, count);
    }

    private static Body document(byte[] body) {
        Element whole = trimmed(body, 0, body.length);
        if (whole.bytes() == 0) {
            return new Refused(
                    Problems.notJson("The body is empty; it must hold JSON, one event or an array of events."));
        }
        if (startsWithByteOrderMark(body)) {
            return new Refused(Problems.notJson(SyntaxFault.describe(whole)));
        }
        return body[whole.start()] == '[' ? array(body, whole) : new Body.Elements(List.of(whole), false);
    }

    private static boolean startsWithByteOrderMark(byte[] body) {
        return body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
    }

    private static Body array(byte[] body, Element whole) {
        JsonScanner scanner = new JsonScanner(body, whole.end());
        List<Element> elements = new ArrayList<>();
        int count = 0;
        int start = whole.start() + 1;
        while (true) {
            int end = scanner.elementEnd(start);
            if (end < 0) {
                return new Refused(Problems.notJson(SyntaxFault.describe(whole)));
            }
            Element element = trimmed(body, start, end);
            boolean isLast = body[end] == ']';
            boolean isEmptyArray = isLast && count == 0;
            if (element.bytes() > 0) {
                count = add(elements, element, count);
            } else if (!isEmptyArray) {
                return new Refused(Problems.notJson(SyntaxFault.describe(whole)));
            }
            if (isLast) {
                boolean isAll = end + 1 == whole.end();
                return isAll ? batch(elements, count) : new Refused(Problems.notJson(SyntaxFault.describe(whole)));
            }
            start = end + 1;
        }
    }

    private static int add(List<Element> elements, Element element, int count) {
        if (count < MAX_EVENTS) {
            elements.add(element);
        }
        return count + 1;
    }

    private static Body batch(List<Element> elements, int count) {
        return count == 0 || count > MAX_EVENTS
                ? new Refused(Problems.invalidBatch(count))
                : new Body.Elements(elements, true);
    }

    private static Element trimmed(byte[] body, int start, int end) {
        int first = start;
        while (first < end && JsonScanner.isBlank(body[first])) {
            first++;
        }
        int last = end;
        while (last > first && JsonScanner.isBlank(body[last - 1])) {
            last--;
        }
        return new Element(body, first, last);
    }
}
