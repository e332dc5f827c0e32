package org.dcss.eventstore.query.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.message.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SourceDirectoryTest {

    private static SourceDirectory parse(String text) throws IOException {
        try (JsonParser json = StrictJson.FACTORY.createParser(text)) {
            return SourceDirectory.parse(json);
        }
    }

    @Test
    void fileThatIsDeployedIsRightAndNamesTheServers() {
        assertThat(SourceDirectory.load().sources().keySet().stream().map(Source::name))
                .contains("cao", "cbr2", "cdi", "cpo", "cnc", "cue", "cxc", "lld")
                .hasSizeGreaterThan(15);
    }

    @Test
    void eachPartMayBeLeftOut() throws IOException {
        SourceDirectory directory = parse(
                "{\"cpo\":{\"title\":\"A\",\"quiet_after\":60,\"morgue\":\"https://a.b/{version}/{name}-{end}\"},\"cao\":{}}");

        assertThat(directory.of(new Source("cpo")))
                .isEqualTo(new SourceDirectory.Described(
                        Map.of("title", "A", "morgue", "https://a.b/{version}/{name}-{end}"), Duration.ofSeconds(60)));
        assertThat(directory.of(new Source("cao"))).isEqualTo(SourceDirectory.Described.NOT_AT_ALL);
        assertThat(directory.of(new Source("cxc"))).isEqualTo(SourceDirectory.Described.NOT_AT_ALL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | the file must be an object",
                "{\"CPO\":{}} | CPO must be the name of a source",
                "{\"cpo\":1} | cpo must be an object",
                "{\"cpo\":{},\"cpo\":{}} | cpo must stand there once",
                "{\"cpo\":{\"name\":\"a\"}} | cpo/name must not be there",
                "{\"cpo\":{\"title\":7}} | cpo/title must be text",
                "{\"cpo\":{\"title\":\" \"}} | cpo/title must be text",
                "{\"cpo\":{\"home\":\"cpo.org\"}} | cpo/home must be an http or https address",
                "{\"cpo\":{\"home\":\"https://a/{name}\"}} | cpo/home must be an address without placeholders",
                "{\"cpo\":{\"morgue\":\"https://a/{player}\"}} | cpo/morgue must be an http or https address",
                "{\"cpo\":{\"morgue\":\"javascript:alert(1)\"}} | cpo/morgue must be an http or https address",
                "{\"cpo\":{\"quiet_after\":59}} | cpo/quiet_after must be a whole number of seconds",
                "{\"cpo\":{\"quiet_after\":\"60\"}} | cpo/quiet_after must be a whole number of seconds",
                "{} {} | the file must hold one object"
            })
    void whatIsWrongIsNamed(String text, String reason) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
