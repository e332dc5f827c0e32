package org.dcss.eventstore.tools.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A first JSON Schema (draft-07) of a type, by samples of its data; it accepts each of them. */
final class DraftSchema {

    /** More names than these are no fields, but values: a person must say what they are. */
    private static final int MOST_FIELDS = 1_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String type;
    private final Map<String, FieldTypes> fields = new LinkedHashMap<>();
    private int samples;

    DraftSchema(String type) {
        this.type = type;
    }

    /** @throws IOException if it is no object, or there are too many names */
    void add(JsonNode data) throws IOException {
        if (!data.isObject()) {
            throw new IOException("the data of an event is an object");
        }
        samples++;
        data.properties()
                .forEach(field -> fields.computeIfAbsent(field.getKey(), name -> new FieldTypes())
                        .add(field.getValue()));
        if (fields.size() > MOST_FIELDS) {
            throw new IOException(
                    "more than " + MOST_FIELDS + " names: what differs from event to event must be a value");
        }
    }

    int samples() {
        return samples;
    }

    /** The schema as text. */
    String text() throws IOException {
        ObjectNode schema = object();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", type);
        schema.put("description", "Say here what such an event tells. Made from " + samples + " samples.");
        time().ifPresent(field -> schema.put("x-time", "/data/" + field));
        schema.put("type", "object");
        schema.set("required", array("type", "src", "data"));
        schema.put("additionalProperties", false);
        ObjectNode members = schema.putObject("properties");
        members.putObject("type").put("const", type);
        members.set("src", text("^[a-z][a-z0-9-]{0,31}$"));
        members.set("id", text("^[A-Za-z0-9._:/+=-]{1,128}$"));
        members.set(
                "file",
                text("^[A-Za-z0-9][A-Za-z0-9._+-]*(/[A-Za-z0-9][A-Za-z0-9._+-]*){0,3}$")
                        .put("maxLength", 128));
        members.set("data", data());
        ObjectNode definitions = schema.putObject("definitions");
        definitions.set(
                "time",
                text(FieldTypes.TIME)
                        .put(
                                "description",
                                "a DCSS time: YYYYMMDDhhmmss with the month from 00 (January) to 11 (December), then D"
                                        + " or S, of a day that exists")
                        .put("maxLength", 15));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
    }

    /** Where the samples tell when they happened. */
    private Optional<String> time() {
        return Stream.of("time", "end")
                .filter(name -> fields.containsKey(name) && isAlwaysTime(fields.get(name)))
                .findFirst();
    }

    private boolean isAlwaysTime(FieldTypes field) {
        return field.isTime() && field.count() == samples;
    }

    private ObjectNode data() {
        ObjectNode data = object();
        data.put("description", "an object; fields that are not listed here pass as they are");
        data.put("type", "object");
        ArrayNode required = data.putArray("required");
        ObjectNode properties = data.putObject("properties");
        fields.forEach((name, field) -> {
            if (field.count() == samples) {
                required.add(name);
            }
            properties.set(name, field(field));
        });
        return data;
    }

    private static ObjectNode field(FieldTypes field) {
        if (field.isTime()) {
            return object().put("$ref", "#/definitions/time");
        }
        ObjectNode made = object();
        if (field.types().size() == 1) {
            return made.put("type", field.types().get(0));
        }
        made.set("type", array(field.types().toArray(String[]::new)));
        return made;
    }

    private static ObjectNode text(String pattern) {
        return object().put("type", "string").put("pattern", pattern);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ArrayNode array(String... texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (String text : texts) {
            array.add(text);
        }
        return array;
    }
}
