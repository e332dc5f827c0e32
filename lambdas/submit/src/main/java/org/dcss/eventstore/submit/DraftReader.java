package org.dcss.eventstore.submit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dcss.eventstore.platform.Violation;
import org.json.JSONArray;
import org.json.JSONObject;

/** Reads one event in one pass: into the tree that its schema is asked about, and as the text that will be stored. */
final class DraftReader {

    static final int MAX_DEPTH = 64;
    static final int MAX_NUMBER_LENGTH = 1_000;
    /** In digits: beyond what any reader can use, before it costs memory to compare such a number. */
    static final int MAX_EXPONENT_DIGITS = 3;

    private final JsonParser json;
    private final String text;
    private final boolean inArray;
    private final boolean isAscii;
    private List<Violation> faults = new ArrayList<>();

    /**
     * A reader of all events of a body.
     *
     * @param json reads {@code text}
     * @param inArray whether the events are the elements of the array that {@code json} is in
     */
    DraftReader(JsonParser json, String text, boolean inArray) {
        this.json = json;
        this.text = text;
        this.inArray = inArray;
        this.isAscii = JsonText.isAscii(text);
    }

    /** Reads the event that starts at the current token, and whatever it is, to its end. */
    Draft read() throws IOException {
        faults = new ArrayList<>();
        int start = tokenStart();
        boolean isObject = json.currentToken() == JsonToken.START_OBJECT;
        JSONObject tree = new JSONObject();
        String data = "";
        if (isObject) {
            data = readEvent(tree);
        } else {
            json.skipChildren();
        }
        int end = tokenEnd();
        if (!isAscii && !JsonText.isSendable(text, start, end)) {
            faults.add(
                    new Violation("", "U+FFFE, U+FFFF and halves of surrogate pairs must be escaped, such as \\uFFFF"));
        }
        int bytes = isAscii ? end - start : JsonText.bytes(text, start, end);
        return new Draft(isObject, tree, data, bytes, faults);
    }

    private int tokenStart() {
        return (int) json.currentTokenLocation().getCharOffset();
    }

    private int tokenEnd() {
        return (int) json.currentLocation().getCharOffset();
    }

    private String readEvent(JSONObject tree) throws IOException {
        String data = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            boolean isData = json.nextToken() == JsonToken.START_OBJECT && name.equals("data");
            int start = isData ? tokenStart() : 0;
            put(tree, name, readValue(2));
            if (isData) {
                data = JsonText.compact(text, start, tokenEnd());
            }
        }
        return data;
    }

    /**
     * Reads the value at the current token.
     *
     * @param depth how many objects and arrays it lies in, the event included, and itself if it is one
     */
    private Object readValue(int depth) throws IOException {
        switch (json.currentToken()) {
            case START_OBJECT, START_ARRAY -> {
                if (depth > MAX_DEPTH) {
                    fault("nested deeper than " + MAX_DEPTH + " levels in JSON");
                    json.skipChildren();
                    return JSONObject.NULL;
                }
                return json.currentToken() == JsonToken.START_OBJECT ? readObject(depth) : readArray(depth);
            }
            case VALUE_STRING -> {
                return json.getText();
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                return readNumber();
            }
            case VALUE_TRUE -> {
                return true;
            }
            case VALUE_FALSE -> {
                return false;
            }
            default -> {
                return JSONObject.NULL;
            }
        }
    }

    private JSONObject readObject(int depth) throws IOException {
        JSONObject object = new JSONObject();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            put(object, name, readValue(depth + 1));
        }
        return object;
    }

    private void put(JSONObject object, String name, Object value) {
        int before = object.length();
        object.put(name, value);
        if (object.length() == before) {
            fault("the name comes twice in one JSON object");
        }
    }

    private JSONArray readArray(int depth) throws IOException {
        JSONArray array = new JSONArray();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            array.put(readValue(depth + 1));
        }
        return array;
    }

    private Object readNumber() throws IOException {
        if (json.getTextLength() > MAX_NUMBER_LENGTH) {
            fault("a number longer than " + MAX_NUMBER_LENGTH + " characters");
            return 0;
        }
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return json.getNumberValue();
        }
        if (exponentDigits(json.getText()) > MAX_EXPONENT_DIGITS) {
            fault("a number whose exponent has more than " + MAX_EXPONENT_DIGITS + " digits");
            return 0;
        }
        return json.getDecimalValue();
    }

    private static int exponentDigits(String number) {
        int e = Math.max(number.indexOf('e'), number.indexOf('E'));
        if (e < 0) {
            return 0;
        }
        int first = e + 1;
        while (first < number.length() && "+-0".indexOf(number.charAt(first)) >= 0) {
            first++;
        }
        return number.length() - first;
    }

    /** Notes a fault of the value that was just read, or of the one at the current token. */
    private void fault(String message) {
        String pointer = json.getParsingContext().pathAsPointer().toString();
        faults.add(new Violation(inArray ? withoutIndex(pointer) : pointer, message));
    }

    private static String withoutIndex(String pointer) {
        int second = pointer.indexOf('/', 1);
        return second < 0 ? "" : pointer.substring(second);
    }
}
