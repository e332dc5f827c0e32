package org.dcss.eventstore.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.served.ViewSwitch;
import org.dcss.eventstore.platform.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProjectorConfigTest {

    private static ProjectorConfig with(String name, String value) {
        Map<String, String> variables =
                new HashMap<>(Map.of("EVENTS_TABLE", "events", "VIEWS_TABLE", "views", "ARCHIVE_BUCKET", "days"));
        variables.put(name, value);
        return ProjectorConfig.from(new Environment(variables));
    }

    @Test
    void everythingIsKeptUnlessToldOtherwise() {
        ProjectorConfig config = with("VIEWS", "");

        assertThat(config.views()).containsExactly(ViewSwitch.values());
        assertThat(config.settling()).isEqualTo(new Settling(Duration.ofSeconds(3)));
    }

    @Test
    void viewsAreSwitchedByName() {
        assertThat(with("VIEWS", "xlog, counts").views()).containsExactly(ViewSwitch.COUNTS, ViewSwitch.XLOG);
        assertThat(with("VIEWS", "none").views()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"EVENTS_TABLE,''", "VIEWS_TABLE,''", "SETTLE_MS,3001", "VIEW_PUTS,0", "VIEWS,'counts,'", "VIEWS,Counts"
    })
    void whatIsWrongIsNamed(String name, String value) {
        assertThatThrownBy(() -> with(name, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @Test
    void theArchiveGoesToOnePlace() {
        assertThat(with("VIEWS", "").archive()).contains(new ArchivePlace.Bucket("days"));
        assertThat(with("VIEWS", "counts").archive()).isEmpty();
        assertThatThrownBy(() -> with("ARCHIVE_FOLDER", "folder")).hasMessageContaining("set one of them");
        assertThatThrownBy(() -> with("ARCHIVE_BUCKET", "")).hasMessageContaining("leave archive out of VIEWS");
        Map<String, String> local = Map.of("EVENTS_TABLE", "e", "VIEWS_TABLE", "v", "ARCHIVE_FOLDER", "folder");
        assertThat(ProjectorConfig.from(new Environment(local)).archive())
                .contains(new ArchivePlace.Folder(Path.of("folder")));
    }

    @Test
    void whatTheTableDeletesTheArchiveIsTold() {
        assertThat(with("RETENTION_DAYS", "0").retention()).isEmpty();
        assertThat(with("RETENTION_DAYS", "40").retention()).contains(Duration.ofDays(40));
    }

    @Test
    void unknownViewIsToldWhichThereAre() {
        assertThatThrownBy(() -> with("VIEWS", "players"))
                .hasMessage("VIEWS: there is no view \"players\": name some of counts,entities,xlog,archive with commas"
                        + " between them, or none");
    }
}
