package org.dcss.eventstore.projector;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.entities.EntityRule;
import org.dcss.eventstore.platform.Json;
import org.dcss.eventstore.platform.ResourceFolder;

/** What events are about, as the schemas beside this class say by the annotation {@code x-entity}, a JSON Pointer into the event. */
final class EntityAnnotations {

    private static final String FOLDER = "schemas";
    private static final String ENDING = ".json";
    private static final String ANNOTATION = "x-entity";

    private EntityAnnotations() {}

    /** @throws IllegalStateException if a schema cannot be read, or its annotation is no pointer into the data; names it */
    static EntityRule read() {
        Map<EventType, JsonPointer> pointers = new LinkedHashMap<>();
        try {
            for (String file : ResourceFolder.files(EntityAnnotations.class, FOLDER, ENDING)) {
                EventType type = new EventType(file.substring(0, file.length() - ENDING.length()));
                annotation(file).ifPresent(pointer -> pointers.put(type, pointer));
            }
            return new EntityRule(pointers);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("the schemas do not say what events are about: " + e.getMessage(), e);
        }
    }

    private static Optional<JsonPointer> annotation(String file) throws IOException {
        try (InputStream resource = EntityAnnotations.class.getResourceAsStream(FOLDER + "/" + file)) {
            return annotation(resource);
        }
    }

    static Optional<JsonPointer> annotation(InputStream schema) throws IOException {
        try (JsonParser json = Json.FACTORY.createParser(schema)) {
            Json.expectObject(json);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean isWanted = json.currentName().equals(ANNOTATION);
                json.nextToken();
                if (isWanted) {
                    return Optional.of(JsonPointer.compile(json.getText()));
                }
                json.skipChildren();
            }
            return Optional.empty();
        }
    }
}
