package org.dcss.eventstore.platform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** JSON as Lambda and its services write it. */
public final class Json {

    /** Without a table of names: headers' and parameters' names are clients' choice, and parsers would share it. */
    public static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    /** For standard output, whose encoding is not ours to choose. */
    public static final JsonFactory ASCII =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private Json() {}

    /** Moves on to the value and checks that it starts an object. */
    public static void expectObject(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("an object was expected");
        }
    }

    /** Reads the object at the next token, keeping members that are strings. */
    public static Map<String, String> readStrings(JsonParser json) throws IOException {
        Map<String, String> strings = new HashMap<>();
        if (json.nextToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return strings;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (json.nextToken() == JsonToken.VALUE_STRING) {
                strings.put(name, json.getText());
            } else {
                json.skipChildren();
            }
        }
        return strings;
    }

    /** Reads the string at the next token; anything else is skipped and counts as empty. */
    public static String readText(JsonParser json) throws IOException {
        if (json.nextToken() == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        json.skipChildren();
        return "";
    }

    public static void skipValue(JsonParser json) throws IOException {
        json.nextToken();
        json.skipChildren();
    }

    /** A whole number without a fraction, any other with at most three digits of it. */
    public static void writeNumber(JsonGenerator json, double value) throws IOException {
        if (value == Math.rint(value)) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(Math.round(value * 1000) / 1000.0);
        }
    }
}
