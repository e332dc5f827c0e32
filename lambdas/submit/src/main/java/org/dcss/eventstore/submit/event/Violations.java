package org.dcss.eventstore.submit.event;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dcss.eventstore.intake.problem.Limits;
import org.dcss.eventstore.platform.Excerpt;
import org.dcss.eventstore.platform.http.Violation;
import org.dcss.eventstore.submit.draft.Faults;
import org.dcss.eventstore.submit.draft.Pointers;
import org.everit.json.schema.ValidationException;

/** The validator's findings as what a client is told. */
final class Violations {

    /** Where several schemas were tried, which of them failed how is of no help. */
    private static final Set<String> ALTERNATIVES = Set.of("anyOf", "oneOf", "not", "if", "then", "else");

    private static final int MAX_MESSAGE = 200;

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
            case "required" -> new Violation(pointer, Faults.missing(name));
            case "additionalProperties" ->
                new Violation(Pointers.bounded(pointer + Pointers.segment(name)), Faults.NOT_ALLOWED);
            default ->
                new Violation(
                        pointer,
                        Excerpt.of(
                                description.isEmpty() ? found.getErrorMessage() : "must be " + description,
                                MAX_MESSAGE));
        };
    }

    /** The name that the validator's message is about, which it puts in brackets. */
    private static String nameIn(String message) {
        int open = message.indexOf('[');
        int close = message.lastIndexOf(']');
        return open < 0 || close < open ? "" : message.substring(open + 1, close);
    }
}
