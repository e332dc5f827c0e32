package org.dcss.eventstore.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void isMarkdown() {
        Table table = new Table("Speed", "what | ms").row("send", 2).row("read", 3);

        assertThat(table).hasToString("""
                        ### Speed

                        | what | ms |
                        |---|---|
                        | send | 2 |
                        | read | 3 |
                        """);
    }

    @Test
    void numbersHaveAboutThreeDigitsThatMatter() {
        Table table = new Table("", "a | b | c | d | e").row(0.12345, 1.2345, 12.345, 1234.4, 1_234_567L);

        assertThat(table.toString()).contains("| 0.123 | 1.23 | 12.3 | 1,234 | 1,234,567 |");
    }

    @Test
    void aRowHasACellForEachColumn() {
        Table table = new Table("", "a | b");

        assertThatThrownBy(() -> table.row(1)).isInstanceOf(IllegalArgumentException.class);
    }
}
