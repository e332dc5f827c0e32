package org.dcss.eventstore.submit.event;

import java.util.List;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.platform.http.Violation;
import org.json.JSONObject;

/** A schema as submit loads it, for tests of those that the tools make. */
public final class LoadedSchema {

    private final EventSchema schema;

    private LoadedSchema(EventSchema schema) {
        this.schema = schema;
    }

    public static LoadedSchema of(String type, String text) {
        return new LoadedSchema(SchemaCatalog.parse(new EventType(type), new JSONObject(text)));
    }

    /** What is wrong with an event. */
    public List<String> faults(String event) {
        return schema.violations(new JSONObject(event)).stream()
                .map(Violation::message)
                .toList();
    }
}
