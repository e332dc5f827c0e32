package org.dcss.eventstore.projector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EntityAnnotationsTest {

    @Test
    void milestonesAndGamesAreAboutTheirPlayer() {
        assertThat(EntityAnnotations.read().text())
                .isEqualTo("logfile=/data/name\nmilestone=/data/name\nstream=/data/stream");
    }

    @Test
    void annotationStandsInTheSchemaItself() throws IOException {
        assertThat(annotation("{\"definitions\":{\"x-entity\":\"/data/no\"},\"x-entity\":\"/data/a~1b\"}"))
                .contains(JsonPointer.compile("/data/a~1b"));
        assertThat(annotation("{\"properties\":{\"x-entity\":\"/data/no\"}}")).isEmpty();
    }

    private static Optional<JsonPointer> annotation(String schema) throws IOException {
        return EntityAnnotations.annotation(new ByteArrayInputStream(schema.getBytes(StandardCharsets.UTF_8)));
    }
}
