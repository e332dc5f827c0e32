package org.dcss.eventstore.submit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dcss.eventstore.platform.Violation;
import org.everit.json.schema.ValidationException;

/** The validator's findings as what a client is told. */
final class Violations {

    /** How many a client is told of at once. */
    static final int MOST = 20;

    /** Where several schemas were tried, which of them failed how is of no help. */
    private static final Set<String> ALTERNATIVES = Set.of("anyOf", "oneOf", "not", "if", "then", "else");

    private static final int MAX_MESSAGE = 200;

    private Violations() {}

    /** Adds what the exception and its causes say, until there are {@link #MOST}. */
    static void collect(ValidationException found, List<Violation> violations) {
        collect(found, "", violations);
    }

    private static void collect(ValidationException found, String description, List<Violation> violations) {
        String own =
                Optional.ofNullable(found.getViolatedSchema().getDescription()).orElse(description);
        boolean isLeaf = found.getCausingExceptions().isEmpty()
                || (found.getKeyword() != null && ALTERNATIVES.contains(found.getKeyword()));
        if (!isLeaf) {
            found.getCausingExceptions().forEach(cause -> collect(cause, own, violations));
        } else if (violations.size() < MOST) {
            Violation violation = violation(found, own);
            if (!violations.contains(violation)) {
                violations.add(violation);
            }
        }
    }

    private static Violation violation(ValidationException found, String description) {
        // As in a fragment: #/data/name
        String pointer = found.getPointerToViolation().substring(1);
        String name = nameIn(found.getErrorMessage());
        return switch (String.valueOf(found.getKeyword())) {
            case "required" -> new Violation(pointer, missing(name));
            case "additionalProperties" ->
                new Violation(pointer + "/" + escape(Problems.shorten(name)), "no member of this name is allowed here");
            default ->
                new Violation(pointer, description.isEmpty() ? cut(found.getErrorMessage()) : "must be " + description);
        };
    }

    static String missing(String name) {
        return "the required member \"" + name + "\" is missing";
    }

    /** The name that the validator's message is about, which it puts in brackets. */
    private static String nameIn(String message) {
        int open = message.indexOf('[');
        int close = message.lastIndexOf(']');
        return open < 0 || close < open ? "" : message.substring(open + 1, close);
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String cut(String message) {
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
    }
}
