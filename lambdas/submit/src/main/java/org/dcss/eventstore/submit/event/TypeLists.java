package org.dcss.eventstore.submit.event;

import java.util.Set;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * Makes schemas cheap to check: for {@code "type": [a, b, c]} the validator tries all types each time and makes an
 * exception for each that does not fit. {@code if a, else [b, c]} means the same and stops where it fits.
 */
final class TypeLists {

    private static final String TYPE = "type";

    /** What they hold is no schema. */
    private static final Set<String> VALUES = Set.of("const", "enum", "default", "examples");

    private TypeLists() {}

    /** A schema that means the same, with no list of types at the places where it holds schemas. */
    static JSONObject unrolled(JSONObject schema) {
        JSONObject unrolled = new JSONObject();
        for (String name : schema.keySet()) {
            Object value = schema.get(name);
            unrolled.put(name, VALUES.contains(name) ? value : unrolledValue(value));
        }
        boolean isCondition = schema.has("if");
        if (schema.opt(TYPE) instanceof JSONArray types && types.length() > 1 && !isCondition) {
            JSONArray others = new JSONArray(types.toList().subList(1, types.length()));
            unrolled.remove(TYPE);
            unrolled.put("if", new JSONObject().put(TYPE, types.get(0)));
            unrolled.put("else", new JSONObject().put(TYPE, others));
        }
        return unrolled;
    }

    private static Object unrolledValue(Object value) {
        if (value instanceof JSONArray array) {
            JSONArray unrolled = new JSONArray();
            array.forEach(element -> unrolled.put(unrolledValue(element)));
            return unrolled;
        }
        return value instanceof JSONObject object ? unrolled(object) : value;
    }
}
