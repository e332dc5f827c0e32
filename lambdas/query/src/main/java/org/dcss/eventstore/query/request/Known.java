package org.dcss.eventstore.query.request;

import java.util.List;
import java.util.Map;

/** Finds parameters that there are not: one misspelt must not silently ask for something else. */
final class Known {

    /** Of those that are none, so many are named: the answer is not to grow with the request. */
    private static final int MAX_UNKNOWN = 5;

    private Known() {}

    /** @param faults gets a sentence to the client that names them */
    static void check(Map<String, String> given, List<String> names, List<String> faults) {
        List<String> unknown = given.keySet().stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .limit(MAX_UNKNOWN)
                .map(Quoted::of)
                .toList();
        if (!unknown.isEmpty()) {
            faults.add(String.join(", ", unknown) + (unknown.size() == 1 ? " is no parameter" : " are no parameters")
                    + "; there are " + String.join(", ", names) + ".");
        }
    }
}
