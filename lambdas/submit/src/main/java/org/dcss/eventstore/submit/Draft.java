package org.dcss.eventstore.submit;

import org.json.JSONObject;

/** What was found where an event is. */
sealed interface Draft permits Draft.Read, Rejected {

    /**
     * A JSON object without any fault that no schema can tell.
     *
     * @param tree the object, for the schema
     * @param data the member {@code data} as sent, without the white space between tokens; empty if it is no object
     */
    record Read(JSONObject tree, String data) implements Draft {}
}
