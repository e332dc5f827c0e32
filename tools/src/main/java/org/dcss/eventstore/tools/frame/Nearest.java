package org.dcss.eventstore.tools.frame;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** Of names, the one that somebody may have meant. */
final class Nearest {

    /** Letters to add, drop or replace; beyond that it is another word. */
    private static final int FARTHEST = 3;

    private Nearest() {}

    /** The name that is nearest, if any is near; of several the first in the alphabet. */
    static Optional<String> to(String written, Set<String> names) {
        return names.stream()
                .filter(name -> distance(written, name) <= Math.min(FARTHEST, name.length() / 2))
                .min(Comparator.<String>comparingInt(name -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein's distance, without regard to case. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                boolean same = Character.toLowerCase(one.charAt(i - 1)) == Character.toLowerCase(other.charAt(j - 1));
                int replaced = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
