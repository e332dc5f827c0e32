package org.dcss.eventstore.tools.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the samples hold under one name. */
final class FieldTypes {

    /** As in the schemas of milestones: a time of the game, of a day that exists. */
    static final String TIME =
            "^((19|20|21)[0-9]{2}((0[0-9]|1[01])(0[1-9]|1[0-9]|2[0-8])|(0[02-9]|1[01])(29|30)|(00|02|04|06|07|09|11)31)"
                    + "|((19|20|21)(0[48]|[2468][048]|[13579][26])|2000)0129)([01][0-9]|2[0-3])([0-5][0-9]){2}[DS]$";

    private static final Pattern TIMES = Pattern.compile(TIME);

    private final Set<String> types = new TreeSet<>();
    private int count;
    private int times;

    void add(JsonNode value) {
        count++;
        types.add(
                switch (value.getNodeType()) {
                    case STRING -> "string";
                    case NUMBER -> "number";
                    case BOOLEAN -> "boolean";
                    case ARRAY -> "array";
                    case NULL -> "null";
                    default -> "object";
                });
        if (value.isTextual() && TIMES.matcher(value.textValue()).matches()) {
            times++;
        }
    }

    /** In how many samples it is. */
    int count() {
        return count;
    }

    /** Whether each is a time of the game. */
    boolean isTime() {
        return times == count;
    }

    /** JSON Schema's names of all types met, in the alphabet's order. */
    List<String> types() {
        return new ArrayList<>(types);
    }
}
