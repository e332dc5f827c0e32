package org.dcss.eventstore.submit.draft;

import org.json.JSONObject;

/** What was found where an event is: a JSON object without any fault that no schema can tell. */
public final class Draft {

    private final JSONObject tree;
    private final String text;
    private final int dataStart;
    private final int dataEnd;

    /**
     * What was found.
     *
     * @param text the object as it was sent
     * @param dataStart where the member {@code data} starts in the text, if it is an object
     * @param dataEnd the place behind it; the same as {@code dataStart} if it is none
     */
    Draft(JSONObject tree, String text, int dataStart, int dataEnd) {
        this.tree = tree;
        this.text = text;
        this.dataStart = dataStart;
        this.dataEnd = dataEnd;
    }

    /** The object, for a schema; not to be changed. */
    public JSONObject tree() {
        return tree;
    }

    /** The member {@code data} as sent, without the white space between tokens; empty if it is no object. */
    public String data() {
        return JsonText.compact(text, dataStart, dataEnd);
    }

    /** The whole object as sent, without the white space between tokens. */
    public String whole() {
        return JsonText.compact(text, 0, text.length());
    }
}
