package org.dcss.eventstore.local.engines.sqs.durable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.TreeMap;
import org.elasticmq.BinaryMessageAttribute;
import org.elasticmq.BinaryMessageAttribute$;
import org.elasticmq.MessageAttribute;
import org.elasticmq.NumberMessageAttribute;
import org.elasticmq.StringMessageAttribute;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.immutable.Map;
import scala.jdk.javaapi.CollectionConverters;

/** Message attributes as JSON: {@code {"Reason":{"type":"String","value":"..."}}}, a binary value in Base64. */
final class AttributesFormat {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, Attribute>> TYPE = new TypeReference<>() {};

    /** {@code type} is String, Number or Binary, and a label of the sender's after a dot. */
    record Attribute(String type, String value) {}

    private AttributesFormat() {}

    /** Null if there are none. */
    static @Nullable String write(Map<String, MessageAttribute> attributes) {
        if (attributes.isEmpty()) {
            return null;
        }
        var named = new TreeMap<String, Attribute>();
        attributes.foreachEntry(
                (name, attribute) -> named.put(name, new Attribute(attribute.getDataType(), value(attribute))));
        try {
            return JSON.writeValueAsString(named);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text that JSON cannot hold", e);
        }
    }

    private static String value(MessageAttribute attribute) {
        if (attribute instanceof StringMessageAttribute text) {
            return text.stringValue();
        }
        if (attribute instanceof NumberMessageAttribute number) {
            return number.stringValue();
        }
        return ((BinaryMessageAttribute) attribute).asBase64();
    }

    static Map<String, MessageAttribute> read(@Nullable String attributes) {
        var named = new TreeMap<String, MessageAttribute>();
        if (attributes != null) {
            try {
                JSON.readValue(attributes, TYPE).forEach((name, stored) -> named.put(name, attribute(stored)));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("not message attributes: " + attributes, e);
            }
        }
        return Map.from(CollectionConverters.asScala(named));
    }

    private static MessageAttribute attribute(Attribute stored) {
        int dot = stored.type().indexOf('.');
        var type = dot < 0 ? stored.type() : stored.type().substring(0, dot);
        Option<String> label = Option.apply(dot < 0 ? null : stored.type().substring(dot + 1));
        return switch (type) {
            case "String" -> new StringMessageAttribute(stored.value(), label);
            case "Number" -> new NumberMessageAttribute(stored.value(), label);
            case "Binary" -> BinaryMessageAttribute$.MODULE$.fromBase64(stored.value(), label);
            default -> throw new IllegalArgumentException("not a type of message attribute: " + stored.type());
        };
    }
}
