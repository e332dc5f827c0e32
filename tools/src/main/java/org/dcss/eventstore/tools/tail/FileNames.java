package org.dcss.eventstore.tools.tail;

import java.util.regex.Pattern;

/** The names of files that the store takes. */
public final class FileNames {

    public static final String RULE =
            "1 to 128 characters, 1 to 4 parts of letters, digits and ._+-, each with a letter or digit first, and / between them";

    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*(/[A-Za-z0-9][A-Za-z0-9._+-]*){0,3}");
    private static final int MAX_LENGTH = 128;

    private FileNames() {}

    public static boolean isName(String name) {
        return name.length() <= MAX_LENGTH && NAME.matcher(name).matches();
    }
}
