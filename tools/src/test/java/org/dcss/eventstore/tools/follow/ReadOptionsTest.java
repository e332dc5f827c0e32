package org.dcss.eventstore.tools.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.dcss.eventstore.tools.http.StoreClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class ReadOptionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--src=cpo,cao | &src=cpo,cao",
                "--type=milestone | &type=milestone",
                "--file=0.34/logfile | &file=0.34%2Flogfile",
                "--entity=a & b | &entity=a+%26+b"
            })
    void eachOptionIsAParameterOfTheApi(String option, String parameter) {
        ReadOptions options = CommandLine.populateCommand(new ReadOptions(), option);

        assertThat(options.uri(new StoreClient(URI.create("http://127.0.0.1:8080")), "after", 0))
                .isEqualTo(URI.create("http://127.0.0.1:8080/events?after=0" + parameter));
    }
}
