package org.dcss.eventstore.local.engines.dynamodb.items;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item as DynamoDB Local keeps it: JSON of DynamoDB, such as {@code {"ts":{"N":"5"}}}. */
final class StoredItem {

    private static final JsonFactory JSON = new JsonFactory();

    /** As DynamoDB writes it itself; any other spelling it changes. */
    private static final Pattern NUMBER = Pattern.compile("0|-?[1-9]\\d{0,17}");

    private StoredItem() {}

    /** Whether a number is as DynamoDB writes it, and not too large to be usual. */
    static boolean isUsual(String number) {
        return NUMBER.matcher(number).matches();
    }

    /** Whether each attribute is a text, a usual number or bytes, which are kept as they come. */
    static boolean isPlain(Map<String, AttributeValue> attributes) {
        return attributes.entrySet().stream()
                .allMatch(attribute -> !attribute.getKey().isEmpty()
                        && attribute.getKey().length() < 256
                        && switch (attribute.getValue().type()) {
                            case S, B -> true;
                            case N -> isUsual(attribute.getValue().n());
                            default -> false;
                        });
    }

    /** A plain item's attributes as DynamoDB Local measures them. */
    static Map<String, software.amazon.dynamodb.services.local.shared.model.AttributeValue> local(
            Map<String, AttributeValue> plain) {
        var local = new HashMap<String, software.amazon.dynamodb.services.local.shared.model.AttributeValue>();
        plain.forEach((name, value) -> {
            var same = new software.amazon.dynamodb.services.local.shared.model.AttributeValue();
            switch (value.type()) {
                case S -> same.setS(value.s());
                case N -> same.setN(value.n());
                default -> same.setB(value.b().asByteBuffer());
            }
            local.put(name, same);
        });
        return local;
    }

    static byte[] write(Map<String, AttributeValue> plain) {
        var bytes = new ByteArrayOutputStream(1024);
        try (var json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            for (var attribute : plain.entrySet()) {
                json.writeObjectFieldStart(attribute.getKey());
                var value = attribute.getValue();
                switch (value.type()) {
                    case S -> json.writeStringField("S", value.s());
                    case N -> json.writeStringField("N", value.n());
                    default -> json.writeBinaryField("B", value.b().asByteArrayUnsafe());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Map<String, AttributeValue> parse(byte[] stored) {
        return parse(stored, Set.of());
    }

    /** @param wanted the names of the attributes that are asked for, none for all */
    static Map<String, AttributeValue> parse(byte[] stored, Set<String> wanted) {
        try (var json = JSON.createParser(stored)) {
            json.nextToken();
            return attributes(json, wanted);
        } catch (IOException e) {
            throw new IllegalStateException("DynamoDB Local's file holds an item that is not as it writes them", e);
        }
    }

    /** From an object's beginning to its end. */
    private static Map<String, AttributeValue> attributes(JsonParser json, Set<String> wanted) throws IOException {
        var attributes = new HashMap<String, AttributeValue>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            json.nextToken();
            if (wanted.isEmpty() || wanted.contains(name)) {
                attributes.put(name, value(json));
            } else {
                json.skipChildren();
            }
        }
        return attributes;
    }

    /** From the beginning of an object with one member, the type, to its end. */
    private static AttributeValue value(JsonParser json) throws IOException {
        json.nextToken();
        var type = json.currentName();
        json.nextToken();
        var value = switch (type) {
            case "S" -> AttributeValue.fromS(json.getText());
            case "N" -> AttributeValue.fromN(json.getText());
            case "B" -> AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(json.getBinaryValue()));
            case "BOOL" -> AttributeValue.fromBool(json.getBooleanValue());
            case "NULL" -> AttributeValue.fromNul(json.getBooleanValue());
            case "SS" -> AttributeValue.fromSs(list(json, JsonParser::getText));
            case "NS" -> AttributeValue.fromNs(list(json, JsonParser::getText));
            case "BS" ->
                AttributeValue.fromBs(list(json, element -> SdkBytes.fromByteArrayUnsafe(element.getBinaryValue())));
            case "L" -> AttributeValue.fromL(list(json, StoredItem::value));
            case "M" -> AttributeValue.fromM(attributes(json, Set.of()));
            default -> throw new IOException("an attribute of type " + type);
        };
        if (json.nextToken() != JsonToken.END_OBJECT) {
            throw new IOException("an attribute of two types");
        }
        return value;
    }

    @FunctionalInterface
    private interface Element<T> {
        T read(JsonParser json) throws IOException;
    }

    private static <T> List<T> list(JsonParser json, Element<T> element) throws IOException {
        var list = new ArrayList<T>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            list.add(element.read(json));
        }
        return list;
    }
}
