package org.dcss.eventstore.core.served;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be kept beside the log, each of which is switched on by its name. */
public enum ViewSwitch {
    /** How many events there are, by day, hour, source and type. */
    COUNTS,
    /** Which events are about what. */
    ENTITIES,
    /** The servers' files again. */
    XLOG,
    /** Closed days as objects. */
    ARCHIVE;

    private static final String NONE = "none";

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All names, with commas between them. */
    public static String all() {
        return Arrays.stream(values()).map(ViewSwitch::toString).collect(Collectors.joining(","));
    }

    /**
     * Reads a list of names with commas between them, or {@code none}.
     *
     * @throws IllegalArgumentException if one is no name of a view; says which there are
     */
    public static Set<ViewSwitch> parse(String list) {
        Set<ViewSwitch> switched = EnumSet.noneOf(ViewSwitch.class);
        if (!list.equals(NONE)) {
            for (String name : list.split(",", -1)) {
                switched.add(find(name.strip())
                        .orElseThrow(() -> new IllegalArgumentException("there is no view \"" + name.strip()
                                + "\": name some of " + all() + " with commas between them, or " + NONE)));
            }
        }
        return switched;
    }

    private static Optional<ViewSwitch> find(String name) {
        return Arrays.stream(values())
                .filter(view -> view.toString().equals(name))
                .findFirst();
    }
}
