package org.dcss.eventstore.local.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.core.PlainText;
import org.dcss.eventstore.core.key.KeyHash;
import org.dcss.eventstore.dynamodb.DynamoDbUsageTable;
import org.dcss.eventstore.local.command.Program;
import org.dcss.eventstore.local.store.LocalTables;
import org.dcss.eventstore.local.store.StartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class KeyCommandIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int key(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] all = new String[arguments.length + 3];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--local";
        all[arguments.length + 1] = "--data";
        all[arguments.length + 2] = folder.toString();
        return Program.of(new KeyCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all);
    }

    private String list() {
        assertThat(key("list")).as(err.toString()).isZero();
        return out.toString();
    }

    @Test
    void aKeysScopeIsListed() {
        assertThat(key("add", "cpo", "--types", "milestone,logfile", "--label", "its server", "--expires", "90"))
                .as(err.toString())
                .isZero();
        String secret = out.toString().strip();
        assertThat(key("add", "cpo", "--test")).isZero();
        String testKey = out.toString().strip();
        assertThat(testKey).startsWith("dcss_cpo_test_");
        assertThat(err.toString()).contains("for tests");

        String listed = list();
        assertThat(listed.lines()).hasSize(3);
        assertThat(lineOf(secret, listed)).containsPattern("-  +logfile,milestone  its server$");
        assertThat(lineOf(testKey, listed)).contains("test: all");
        assertThat(listed).doesNotContain(secret).doesNotContain(testKey);
    }

    /** Keys made within one second are listed in the order of their hashes, so a line is found by its key. */
    private static String lineOf(String key, String listed) {
        List<String> lines = listed.lines()
                .filter(line -> line.startsWith(KeyHash.id(KeyHash.of(key)) + " "))
                .toList();
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    @Test
    void theLastDayOfUseIsListed() throws StartException {
        assertThat(key("add", "cpo")).isZero();
        String secret = out.toString().strip();
        try (LocalTables tables = LocalTables.in(folder)) {
            new DynamoDbUsageTable(tables.dynamoDb(), LocalTables.USAGE, Duration.ofSeconds(10))
                    .used(KeyHash.of(secret), LocalDate.parse("2026-11-20"));
        }

        assertThat(list()).containsPattern("-  +2026-11-20  all");
    }

    @Test
    void aFolderOfAnEarlierVersionGetsTheTableOfUsage() throws StartException {
        try (LocalTables tables = LocalTables.in(folder)) {
            tables.dynamoDb().deleteTable(table -> table.tableName(LocalTables.USAGE));
        }

        assertThat(list()).startsWith("ID");
        try (LocalTables tables = LocalTables.in(folder)) {
            assertThat(tables.dynamoDb().listTables().tableNames()).contains(LocalTables.USAGE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[31mred", "two\nlines", "\u202egnirts"})
    void whatSteersATerminalIsNoLabel(String label) {
        assertThat(key("add", "cpo", "--label", label)).isEqualTo(2);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("--label").doesNotContain(label);
        assertThat(err.toString().lines()).allMatch(PlainText::isPlain);
        assertThat(list().lines()).hasSize(1);
    }

    @Test
    void aStoredLabelIsEscaped() throws StartException {
        try (LocalTables tables = LocalTables.in(folder)) {
            Map<String, AttributeValue> item = Map.of(
                    "key_hash", AttributeValue.fromS("0123456789abcdef"),
                    "src", AttributeValue.fromS("cpo"),
                    "label", AttributeValue.fromS("\u001b]0;x\u0007\nfake row"),
                    "created", AttributeValue.fromN("0"));
            tables.dynamoDb().putItem(put -> put.tableName(LocalTables.KEYS).item(item));
        }

        assertThat(list().lines()).hasSize(2).allMatch(PlainText::isPlain);
        assertThat(out.toString()).contains("\\u001B]0;x\\u0007\\u000Afake row");
        assertThat(key("revoke", "0123456789ab")).isZero();
        assertThat(out.toString().lines()).hasSize(2).allMatch(PlainText::isPlain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", ",,"})
    void aScopeWithoutATypeIsNotAScopeOfAll(String types) {
        assertThat(key("add", "cpo", "--types", types)).isEqualTo(2);

        assertThat(err.toString()).contains("--types");
        assertThat(list().lines()).hasSize(1);
    }

    /** With a deployment's table filled in, as ./run.sh does where --local was forgotten. */
    @Test
    void aFolderWithoutLocalIsNotADeployment() {
        int code = Program.of(new KeyCommand())
                .setErr(new PrintWriter(err))
                .execute("revoke", "0123456789ab", "--data", folder.toString(), "--table", "prod-keys");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("--data", "--local", "Nothing was changed");
    }

    @Test
    void whatIsNoTypeIsToldSo() {
        assertThat(key("add", "cpo", "--types", "milestone,Log file")).isEqualTo(2);
        assertThat(err.toString()).contains("--types", "Log file");
    }
}
