package org.dcss.eventstore.submit.event;

import org.json.JSONObject;

/**
 * What was found where an event is: a JSON object without any fault that no schema can tell.
 *
 * @param tree the object, for the schema
 * @param data the member {@code data} as sent, without the white space between tokens; empty if it is no object
 */
record Draft(JSONObject tree, String data) {}
