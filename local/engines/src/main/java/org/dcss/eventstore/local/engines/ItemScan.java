package org.dcss.eventstore.local.engines;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Finds some texts and numbers in an item as DynamoDB Local keeps it, and only looks for the end of all others. A writer that
 * looks for a free slot asks for four short ones of hundreds of items; a parser of JSON takes four times as long.
 */
final class ItemScan {

    private final byte[] item;
    private final Set<String> wanted;
    private final Map<String, AttributeValue> found = new HashMap<>();
    private int at;

    private ItemScan(byte[] item, Set<String> wanted) {
        this.item = item;
        this.wanted = wanted;
    }

    /** Null for an item that has anything else, or what is written in another way: that needs a parser. */
    static @Nullable Map<String, AttributeValue> find(Set<String> wanted, byte[] item) {
        var scan = new ItemScan(item, wanted);
        try {
            return scan.isWhole() ? scan.found : null;
        } catch (ArrayIndexOutOfBoundsException e) {
            return null;
        }
    }

    private boolean isWhole() {
        if (!skip("{\"")) {
            return false;
        }
        do {
            int name = at;
            int nameEnd = end();
            if (nameEnd < 0 || !skip("\":{\"")) {
                return false;
            }
            byte type = item[at++];
            if ((type != 'S' && type != 'N' && type != 'B') || !skip("\":\"")) {
                return false;
            }
            int value = at;
            boolean isWanted = isWanted(name, nameEnd);
            int valueEnd = isWanted ? end() : endOfAny();
            if (valueEnd < 0 || (isWanted && !take(text(name, nameEnd), type, text(value, valueEnd))) || !skip("\"}")) {
                return false;
            }
        } while (skip(",\""));
        return skip("}") && at == item.length;
    }

    private boolean isWanted(int from, int to) {
        for (var name : wanted) {
            if (name.length() == to - from && name.equals(text(from, to))) {
                return true;
            }
        }
        return false;
    }

    private boolean take(String name, byte type, String value) {
        if (type == 'S') {
            found.put(name, AttributeValue.fromS(value));
        } else if (type == 'N') {
            found.put(name, AttributeValue.fromN(value));
        }
        return type != 'B';
    }

    private String text(int from, int to) {
        return new String(item, from, to - from, StandardCharsets.UTF_8);
    }

    /** Moves to the quote that ends a string; negative if something in it is escaped. */
    private int end() {
        while (item[at] != '"') {
            if (item[at] == '\\') {
                return -1;
            }
            at++;
        }
        return at;
    }

    /** Moves to the quote that ends a string, whatever is in it. */
    private int endOfAny() {
        byte[] bytes = item;
        int i = at;
        while (bytes[i] != '"') {
            i += bytes[i] == '\\' ? 2 : 1;
        }
        at = i;
        return i;
    }

    private boolean skip(String expected) {
        int from = at;
        for (int i = 0; i < expected.length(); i++) {
            if (item[at++] != expected.charAt(i)) {
                at = from;
                return false;
            }
        }
        return true;
    }
}
