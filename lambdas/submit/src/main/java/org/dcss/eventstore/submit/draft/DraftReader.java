package org.dcss.eventstore.submit.draft;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.message.StrictJson;
import org.dcss.eventstore.intake.body.Element;
import org.dcss.eventstore.intake.body.SyntaxFault;
import org.dcss.eventstore.intake.problem.Checked;
import org.dcss.eventstore.intake.problem.Limits;
import org.dcss.eventstore.intake.problem.Problems;
import org.dcss.eventstore.platform.http.Violation;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * Third step: reads one event in one pass, in whichever form it was sent, into the tree that a schema is asked about, and as
 * the text that will be stored. What it costs is bounded by what an event may have, not by what was sent.
 */
public final class DraftReader {

    private static final String TOO_DEEP = "nested deeper than " + Limits.MAX_DEPTH + " levels in JSON";

    private final JsonParser json;
    private final String text;
    private final List<Violation> faults = new ArrayList<>();
    private int dataStart;
    private int dataEnd;

    private DraftReader(JsonParser json, String text) {
        this.json = json;
        this.text = text;
    }

    /**
     * Reads what an element holds, or says what is wrong with it.
     *
     * @param maxBytes of an event as it was sent; a larger one is not looked at
     */
    public static Checked<Draft> read(Element element, int maxBytes) {
        if (element.bytes() > maxBytes) {
            return new Checked.Refused<>(Problems.eventTooLarge(element.bytes(), maxBytes));
        }
        String text = element.text();
        int badByte = element.badByte(text);
        if (badByte >= 0) {
            return new Checked.Refused<>(Problems.notJson(SyntaxFault.describeByte(element, badByte)));
        }
        try (JsonParser json = StrictJson.FACTORY.createParser(text)) {
            DraftReader reader = new DraftReader(json, text);
            try {
                return reader.read(element);
            } catch (StreamConstraintsException e) {
                reader.fault(TOO_DEEP);
                return reader.rejected();
            } catch (JsonProcessingException e) {
                return reader.malformed(element);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Checked<Draft> read(Element element) throws IOException {
        boolean isObject = json.nextToken() == JsonToken.START_OBJECT;
        JSONObject tree = new JSONObject();
        if (isObject) {
            readEvent(tree);
        } else {
            json.skipChildren();
        }
        if (json.nextToken() != null) {
            return malformed(element);
        }
        if (!isObject) {
            return new Checked.Refused<>(Problems.notAnEvent());
        }
        boolean isAscii = text.length() == element.bytes();
        if (!isAscii && !JsonText.isSendable(text, 0, text.length())) {
            faults.add(new Violation("", "U+FFFE and U+FFFF must be escaped, such as \\uFFFF"));
        }
        return faults.isEmpty() ? new Checked.Good<>(new Draft(tree, text, dataStart, dataEnd)) : rejected();
    }

    private Checked<Draft> rejected() {
        return new Checked.Refused<>(Problems.invalidEvent(faults));
    }

    /** The parser is stricter than the grammar in one thing: halves of surrogate pairs, escaped in a name. */
    private Checked<Draft> malformed(Element element) {
        Optional<SyntaxFault> fault = SyntaxFault.find(text);
        if (fault.isPresent()) {
            return new Checked.Refused<>(Problems.notJson(SyntaxFault.describe(element, text, fault.get())));
        }
        // The parser is still at the member before it, if any: what can be pointed to is what the name lies in.
        fault(
                json.getParsingContext().getParent(),
                "a name in it holds half a surrogate pair, which most readers of JSON cannot read");
        return rejected();
    }

    private int tokenStart() {
        return (int) json.currentTokenLocation().getCharOffset();
    }

    private int tokenEnd() {
        return (int) json.currentLocation().getCharOffset();
    }

    private void readEvent(JSONObject tree) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            boolean isData = json.nextToken() == JsonToken.START_OBJECT && name.equals("data");
            int start = isData ? tokenStart() : 0;
            put(tree, name, readValue(2));
            if (isData) {
                dataStart = start;
                dataEnd = tokenEnd();
            }
        }
    }

    /**
     * Reads the value at the current token.
     *
     * @param depth how many objects and arrays it lies in, the event included, and itself if it is one
     */
    private Object readValue(int depth) throws IOException {
        switch (json.currentToken()) {
            case START_OBJECT, START_ARRAY -> {
                if (depth > Limits.MAX_DEPTH) {
                    fault(TOO_DEEP);
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
        if (name.length() > Limits.MAX_NAME_LENGTH) {
            fault("a name longer than " + Limits.MAX_NAME_LENGTH + " characters");
            return;
        }
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
        if (json.getTextLength() > Limits.MAX_NUMBER_LENGTH) {
            fault("a number longer than " + Limits.MAX_NUMBER_LENGTH + " characters");
            return 0;
        }
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return json.getNumberValue();
        }
        if (exponentDigits(json.getText()) > Limits.MAX_EXPONENT_DIGITS) {
            fault("a number whose exponent has more than " + Limits.MAX_EXPONENT_DIGITS + " digits");
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

    /** Notes a fault of the value that was just read, or of the one at the current token, unless there are enough. */
    private void fault(String message) {
        fault(json.getParsingContext(), message);
    }

    private void fault(JsonStreamContext at, String message) {
        if (faults.size() < Limits.MAX_VIOLATIONS) {
            faults.add(new Violation(Pointers.to(at), message));
        }
    }
}
