package org.dcss.eventstore.submit.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.dcss.eventstore.intake.problem.Limits;
import org.dcss.eventstore.platform.Excerpt;
import org.dcss.eventstore.platform.http.Violation;
import org.json.JSONObject;

/** What is wrong with the members of an object, in the order in which they are asked for. For one thread. */
public final class Faults {

    public static final String NOT_ALLOWED = "no member of this name is allowed here";

    private static final int MAX_NAME = 64;

    private final JSONObject object;
    private final List<Violation> faults = new ArrayList<>();

    public Faults(JSONObject object) {
        this.object = object;
    }

    /** What to say of a member that is not there. */
    public static String missing(String name) {
        return "the required member \"" + Excerpt.of(name, MAX_NAME) + "\" is missing";
    }

    /** The member must be there, and good. */
    public Faults require(String name, Predicate<Object> isGood, String message) {
        if (object.has(name)) {
            return allow(name, isGood, message);
        }
        faults.add(new Violation("", missing(name)));
        return this;
    }

    /** The member must be good if it is there. */
    public Faults allow(String name, Predicate<Object> isGood, String message) {
        Object value = object.opt(name);
        if (value != null && !isGood.test(value)) {
            add(name, message);
        }
        return this;
    }

    /** The object may have no other members than these. */
    public Faults allowOnly(Set<String> names) {
        object.keySet().stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .limit(Limits.MAX_VIOLATIONS)
                .forEach(name -> add(name, NOT_ALLOWED));
        return this;
    }

    /** Notes what is wrong with a member. */
    public Faults add(String name, String message) {
        faults.add(new Violation(Pointers.segment(name), message));
        return this;
    }

    /** The faults, each once for each thing that was asked, {@link Limits#MAX_VIOLATIONS} at most. */
    public List<Violation> list() {
        return faults.stream().limit(Limits.MAX_VIOLATIONS).toList();
    }
}
