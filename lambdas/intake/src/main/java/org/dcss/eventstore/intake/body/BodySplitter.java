package org.dcss.eventstore.intake.body;

import java.util.ArrayList;
import java.util.List;
import org.dcss.eventstore.intake.problem.Checked;
import org.dcss.eventstore.intake.problem.Limits;
import org.dcss.eventstore.intake.problem.Problems;

/**
 * Second step: finds where each event is, without asking what it is. An array's elements are told apart by brackets,
 * strings and commas alone, so that whatever is wrong inside one is its own fault.
 */
public final class BodySplitter {

    private BodySplitter() {}

    public static Checked<Body> split(Content content) {
        return content.isLines() ? lines(content.bytes()) : document(content.bytes());
    }

    /** Lines end with a line feed; as the NDJSON specification allows, empty ones are passed over. */
    private static Checked<Body> lines(byte[] body) {
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

    private static Checked<Body> document(byte[] body) {
        Element whole = trimmed(body, 0, body.length);
        if (whole.bytes() == 0) {
            return new Checked.Refused<>(
                    Problems.notJson("The body is empty; it must hold JSON, one event or an array of events."));
        }
        if (startsWithByteOrderMark(body)) {
            return new Checked.Refused<>(Problems.notJson(SyntaxFault.describe(whole)));
        }
        return body[whole.start()] == '[' ? array(body, whole) : new Checked.Good<>(new Body(List.of(whole), false));
    }

    private static boolean startsWithByteOrderMark(byte[] body) {
        return body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
    }

    private static Checked<Body> array(byte[] body, Element whole) {
        JsonScanner scanner = new JsonScanner(body, whole.end());
        List<Element> elements = new ArrayList<>();
        int count = 0;
        int start = whole.start() + 1;
        while (true) {
            int end = scanner.elementEnd(start);
            if (end < 0) {
                return new Checked.Refused<>(Problems.notJson(SyntaxFault.describe(whole)));
            }
            Element element = trimmed(body, start, end);
            boolean isLast = body[end] == ']';
            boolean isEmptyArray = isLast && count == 0;
            if (element.bytes() > 0) {
                count = add(elements, element, count);
            } else if (!isEmptyArray) {
                return new Checked.Refused<>(Problems.notJson(SyntaxFault.describe(whole)));
            }
            if (isLast) {
                boolean isAll = end + 1 == whole.end();
                return isAll
                        ? batch(elements, count)
                        : new Checked.Refused<>(Problems.notJson(SyntaxFault.describe(whole)));
            }
            start = end + 1;
        }
    }

    private static int add(List<Element> elements, Element element, int count) {
        if (count < Limits.MAX_EVENTS) {
            elements.add(element);
        }
        return count + 1;
    }

    private static Checked<Body> batch(List<Element> elements, int count) {
        return count == 0 || count > Limits.MAX_EVENTS
                ? new Checked.Refused<>(Problems.invalidBatch(count))
                : new Checked.Good<>(new Body(elements, true));
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
