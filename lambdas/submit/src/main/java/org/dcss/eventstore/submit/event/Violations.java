package org.dcss.eventstore.submit.event;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dcss.eventstore.intake.problem.Limits;
import org.dcss.eventstore.platform.Excerpt;
import org.dcss.eventstore.platform.http.Violation;
import org.everit.json.schema.ValidationException;

/** The validator's findings as what a client is told. */
final class Violations {

    /** Where several schemas were tried, which of them failed how is of no help. */
    private static final Set<String> ALTERNATIVES = Set.of("anyOf", "oneOf", "not", "if", "then", "else");

    static final String NOT_ALLOWED = "no member of this name is allowed here";

    private static final int MAX_MESSAGE = 200;
    private static final int MAX_NAME = 64;

    private Violations() {}

    /** Adds what the exception and its causes say, until there are {@link Limits#MAX_VIOLATIONS}. */
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
        } else if (violations.size() < Limits.MAX_VIOLATIONS) {
            Violation violation = violation(found, own);
            if (!violations.contains(violation)) {
                violations.add(violation);
            }
        }
    }

    private static Violation violation(ValidationException found, String description) {
        // As in a fragment: #/data/name
        String pointer = Pointers.bounded(found.getPointerToViolation().substring(1));
        String name = nameIn(found.getErrorMessage());
        return switch (String.valueOf(found.getKeyword())) {
            case "required" -> new Violation(pointer, missing(name));
            case "additionalProperties" ->
                new Violation(Pointers.bounded(pointer + Pointers.segment(name)), NOT_ALLOWED);
            default ->
                new Violation(
                        pointer,
                        Excerpt.of(
                                description.isEmpty() ? found.getErrorMessage() : "must be " + description,
                                MAX_MESSAGE));
        };
    }

    static String missing(String name) {
        return "the required member \"" + Excerpt.of(name, MAX_NAME) + "\" is missing";
    }

    /** The name that the validator's message is about, which it puts in brackets. */
    private static String nameIn(String message) {
        int open = message.indexOf('[');
        int close = message.lastIndexOf(']');
        return open < 0 || close < open ? "" : message.substring(open + 1, close);
    }
}
