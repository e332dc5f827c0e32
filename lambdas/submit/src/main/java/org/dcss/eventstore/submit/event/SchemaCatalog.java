package org.dcss.eventstore.submit.event;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.platform.ResourceFolder;
import org.everit.json.schema.loader.SchemaLoader;
import org.json.JSONObject;
import org.json.JSONPointer;
import org.json.JSONTokener;

/**
 * The types of events that may be submitted: one for each JSON Schema (draft-07) in the folder {@code schemas} beside
 * this class, named as its file is. Safe for use by several threads.
 */
public final class SchemaCatalog {

    private static final String FOLDER = "schemas";

    /** An annotation of a schema: the JSON Pointer to where an event tells when it happened. */
    private static final String TIME = "x-time";

    private final Map<String, EventSchema> schemas;

    private SchemaCatalog(Map<String, EventSchema> schemas) {
        this.schemas = schemas;
    }

    /**
     * Loads all schemas, which takes a while.
     *
     * @throws IllegalStateException if there is none, or if one is no schema; names it
     */
    public static SchemaCatalog load() {
        try {
            Map<String, EventSchema> schemas = new TreeMap<>();
            for (String file : ResourceFolder.files(SchemaCatalog.class, FOLDER, ".json")) {
                EventType type = new EventType(file.substring(0, file.length() - ".json".length()));
                schemas.put(type.name(), load(type, file));
            }
            if (schemas.isEmpty()) {
                throw new IllegalStateException("no schema of any event type is part of this program");
            }
            return new SchemaCatalog(schemas);
        } catch (IOException e) {
            throw new IllegalStateException("the schemas of the event types cannot be read", e);
        }
    }

    private static EventSchema load(EventType type, String file) throws IOException {
        try (InputStream resource = SchemaCatalog.class.getResourceAsStream(FOLDER + "/" + file)) {
            return parse(type, new JSONObject(new JSONTokener(resource)));
        } catch (RuntimeException e) {
            throw new IllegalStateException("the schema of event type " + type + " cannot be used", e);
        }
    }

    static EventSchema parse(EventType type, JSONObject schema) {
        SchemaLoader loader = SchemaLoader.builder()
                .draftV7Support()
                .schemaJson(TypeLists.unrolled(schema))
                .schemaClient(address -> {
                    throw new IllegalStateException("a schema must not refer to another document: " + address);
                })
                .build();
        Optional<JSONPointer> time =
                schema.has(TIME) ? Optional.of(new JSONPointer(schema.getString(TIME))) : Optional.empty();
        return new EventSchema(type, loader.load().build(), time);
    }

    Optional<EventSchema> find(String type) {
        return Optional.ofNullable(schemas.get(type));
    }

    /** The names of all types, in order. */
    public Set<String> types() {
        return schemas.keySet();
    }
}
