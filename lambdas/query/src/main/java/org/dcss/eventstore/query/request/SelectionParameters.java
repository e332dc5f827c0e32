package org.dcss.eventstore.query.request;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.read.Filter;

/** Reads the parameters that filter events. */
final class SelectionParameters {

    static final List<String> NAMES = List.of("src", "type", "file", "max_age", "entity");

    /** In characters, as for what the index holds. */
    private static final int LONGEST_ENTITY = 256;

    /** More sources than there are servers; every link repeats them. */
    static final int MAX_VALUES = 50;

    /** As many digits as 300 years have seconds. */
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,10}");

    private final Map<String, String> given;
    private final Instant now;
    private final List<String> faults;

    private SelectionParameters(Map<String, String> given, Instant now, List<String> faults) {
        this.given = given;
        this.now = now;
        this.faults = faults;
    }

    /** @param faults gets a sentence to the client for each parameter that is wrong */
    static Selection parse(Map<String, String> given, Instant now, List<String> faults) {
        return new SelectionParameters(given, now, faults).selection();
    }

    private Selection selection() {
        Filter filter = new Filter(
                several(
                        "src",
                        Source::isName,
                        Source::new,
                        "names of sources, such as cpo: a letter, then up to 31 of a-z, 0-9 and -"),
                several(
                        "type",
                        EventType::isName,
                        EventType::new,
                        "event types, such as milestone: a letter, then up to 127 of A-Z, a-z, 0-9 and ._-"),
                several(
                        "file",
                        FileName::isName,
                        FileName::new,
                        "names of files, such as milestones-sprint: up to 4 segments of A-Z, a-z, 0-9 and ._+-"),
                since());
        Map<String, String> parameters = new LinkedHashMap<>();
        NAMES.stream().filter(given::containsKey).forEach(name -> parameters.put(name, given.get(name)));
        return new Selection(filter, entity(), parameters);
    }

    private Optional<String> entity() {
        Optional<String> entity = Optional.ofNullable(given.get("entity"));
        if (entity.filter(name -> name.isEmpty() || name.length() > LONGEST_ENTITY)
                .isPresent()) {
            faults.add("entity must be what an event is about, such as a player's name, of 1 to " + LONGEST_ENTITY
                    + " characters.");
        }
        return entity;
    }

    private <T> Set<T> several(String name, Predicate<String> isGood, Function<String, T> make, String what) {
        if (!given.containsKey(name)) {
            return Set.of();
        }
        Set<T> values = new LinkedHashSet<>();
        String[] parts = given.get(name).split(",", MAX_VALUES + 1);
        for (String part : parts) {
            if (!isGood.test(part)) {
                faults.add(name + " must hold " + what + ", with commas between them, at most " + MAX_VALUES + ", not "
                        + Quoted.of(part) + ".");
                return Set.of();
            }
            values.add(make.apply(part));
        }
        if (parts.length > MAX_VALUES) {
            faults.add(name + " must hold at most " + MAX_VALUES + " values.");
        }
        return values;
    }

    private Optional<Instant> since() {
        String value = given.get("max_age");
        if (value == null) {
            return Optional.empty();
        }
        if (!SECONDS.matcher(value).matches()) {
            faults.add("max_age must be a whole number of seconds, given once, such as 86400 for what happened within"
                    + " the last day, not " + Quoted.of(value) + ".");
            return Optional.empty();
        }
        return Optional.of(now.minus(Duration.ofSeconds(Long.parseLong(value))));
    }
}
