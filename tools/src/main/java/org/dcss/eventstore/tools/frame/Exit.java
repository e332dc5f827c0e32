package org.dcss.eventstore.tools.frame;

import java.util.LinkedHashMap;
import java.util.Map;

/** The program's exit codes. */
public final class Exit {

    public static final int OK = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    public static final int KEY_REFUSED = 3;
    public static final int REJECTED = 4;
    public static final int UNREACHABLE = 5;
    public static final int BROKEN = 6;

    private Exit() {}

    /** As picocli lists them in every help: a code and what it means. */
    public static Map<String, String> list() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put(" " + OK, "All went well.");
        codes.put(" " + FAILED, "Something failed; the message says what.");
        codes.put(" " + USAGE, "The command line or the configuration is wrong; nothing was done.");
        codes.put(" " + KEY_REFUSED, "The store refused the key (401 or 403). The place is kept.");
        codes.put(
                " " + REJECTED,
                "Done, but some lines were rejected, or would be: see the reject file, or what was printed.");
        codes.put(" " + UNREACHABLE, "The store could not be reached within the tries allowed. The place is kept.");
        codes.put(" " + BROKEN, "verify: the store broke a promise; what was printed says where.");
        return codes;
    }
}
