package org.dcss.eventstore.submit;

import java.util.List;
import org.dcss.eventstore.platform.Violation;
import org.json.JSONObject;

/**
 * What was found where an event was expected.
 *
 * @param isObject whether it was a JSON object at all
 * @param tree the object, for the schema; without what the faults are about
 * @param data the member {@code data} as sent, without the white space between tokens; empty if it is no object
 * @param bytes how long the event was in UTF-8, as sent
 * @param faults what no schema can tell: names that come twice, too deep nesting and the like
 */
record Draft(boolean isObject, JSONObject tree, String data, int bytes, List<Violation> faults) {}
