package org.dcss.eventstore.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class ProgramTest {

    @Command
    private record Failing(Exception failure) implements Callable<Integer> {

        @Override
        public Integer call() throws Exception {
            throw failure;
        }
    }

    private final StringWriter err = new StringWriter();

    @Test
    void aFailureIsToldInOneLine() {
        assertThat(run(new IllegalStateException("the table is gone"))).isEqualTo(1);
        assertThat(err.toString().lines()).containsExactly("error: the table is gone");
    }

    @Test
    void aFailureWithoutAWordIsToldByItsName() {
        assertThat(run(new InterruptedException())).isEqualTo(1);
        assertThat(err.toString().lines()).containsExactly("error: java.lang.InterruptedException");
    }

    private int run(Exception failure) {
        return Program.of(new Failing(failure))
                .setErr(new PrintWriter(err, true))
                .execute();
    }
}
