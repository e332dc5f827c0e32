package org.dcss.eventstore.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.dcss.eventstore.fixtures.SampleGames;
import org.dcss.eventstore.tools.frame.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real store keeps its promises: on a day that is closed, by a store whose clock is behind, and on one that is not. */
final class VerifyIT {

    private static final int LINES = 1_500;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aRealStoreIsFoundToKeepItsPromises() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), TestStore.KEY);
        SampleGames games = new SampleGames(new Random(3));
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            lines.append(games.milestone().line()).append('\n');
        }
        Path file = Files.writeString(folder.resolve("milestones"), lines);
        try (TestStore store = TestStore.start(folder.resolve("store"), 0, Duration.ofDays(-2))) {
            Tool tool = new Tool(store.uri(), key);
            assertThat(tool.ship(folder.resolve("state"), "--once", file.toString()))
                    .isEqualTo(Exit.OK);
            for (int i = 0; i < 600 && tool.xlog("milestones").length < lines.length(); i++) {
                Thread.sleep(500);
            }
        }
        try (TestStore store = TestStore.start(folder.resolve("store"), 0, Duration.ZERO)) {
            Tool tool = new Tool(store.uri(), key);
            Path state = folder.resolve("verified");
            assertThat(verify(tool, state)).contains("with " + LINES + " events: everything that was checked holds");
            assertThat(state).content().contains("\"events\":" + LINES);
            assertThat(verify(tool, state)).contains("everything that was checked holds");
        }
    }

    private String verify(Tool tool, Path state) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            int code = tool.run(List.of("verify", "--from", "beginning", "--to", "today", "--state", state.toString()));
            assertThat(code).as(printed.toString(StandardCharsets.UTF_8)).isEqualTo(Exit.OK);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
