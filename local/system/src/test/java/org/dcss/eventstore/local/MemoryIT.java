package org.dcss.eventstore.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.milestone;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dcss.eventstore.local.blackbox.ApiClient;
import org.dcss.eventstore.local.blackbox.SourceKey;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Local mode when there is too little memory: as a process, with the options that {@code ./run.sh local} gives its JVM. */
@Order(3)
@ResourceLock(StoreExtension.BUSY)
final class MemoryIT {

    private static final SourceKey KEY = new SourceKey("cpo", "key-of-cpo");
    private static final int OUT_OF_MEMORY = 3;
    private static final int CONNECTIONS = 186;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    /** 186 connections hold bodies of 6.2 MB and of 9.9 MB, none with a key: more than twice the heap. */
    @Test
    void bodiesWithoutAKeyDoNotKeepHonestOnesOut() throws Exception {
        Path output = temporary.resolve("output");
        List<Socket> rude = new ArrayList<>();
        try (ChildStore store = new ChildStore(temporary.resolve("data"), output, KEY, Duration.ofSeconds(1))) {
            store.awaitReady();
            ApiClient client = new ApiClient(store.uri(), List.of(KEY));
            for (int i = 0; i < CONNECTIONS; i++) {
                rude.add(unfinished(store, i % 2 == 0 ? 6_200_000 : 9_900_000));
                if (i % 10 == 0) {
                    assertThat(client.submit(
                                            KEY.key(),
                                            milestone("cpo", "honest" + i).json())
                                    .status())
                            .isEqualTo(204);
                }
            }
            for (int i = 0; i < 50; i++) {
                assertThat(client.submit(
                                        KEY.key(), milestone("cpo", "after" + i).json())
                                .status())
                        .isEqualTo(204);
            }
            assertThat(Files.readString(output)).doesNotContain("memory");
        } finally {
            for (Socket socket : rude) {
                socket.close();
            }
        }
    }

    private static Socket unfinished(ChildStore store, int bytes) throws IOException {
        Socket socket = new Socket(store.uri().getHost(), store.uri().getPort());
        socket.getOutputStream()
                .write(("POST /submit HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                                + bytes + "\r\n\r\n")
                        .getBytes(ISO_8859_1));
        byte[] body = new byte[bytes - 1];
        Arrays.fill(body, (byte) ' ');
        socket.getOutputStream().write(body);
        return socket;
    }

    @Test
    void aProcessWithoutMemoryEndsAndSaysWhy() throws Exception {
        Path output = temporary.resolve("output");
        Process process = ChildStore.java(
                        output,
                        List.of("-XX:MaxMetaspaceSize=24m"),
                        temporary.resolve("data"),
                        KEY,
                        Duration.ofSeconds(1),
                        0)
                .start();

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(OUT_OF_MEMORY);
        assertThat(Files.readString(output)).contains("local mode has run out of memory and ends", "DCSS_HEAP");
    }

    @Test
    void aThreadWithoutMemoryEndsTheProcess() throws Exception {
        Path output = temporary.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + Path.of("..", "jvm.options").toAbsolutePath(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Greedy.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isEqualTo(OUT_OF_MEMORY);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Asks for all memory in a thread that catches what comes of it, as a server's do. */
    static final class Greedy {

        private Greedy() {}

        public static void main(String[] arguments) throws InterruptedException {
            new Thread(Greedy::take, "greedy").start();
            new CountDownLatch(1).await();
        }

        private static void take() {
            List<byte[]> taken = new ArrayList<>();
            try {
                while (true) {
                    taken.add(new byte[1 << 20]);
                }
            } catch (OutOfMemoryError e) {
                System.out.println("goes on with " + taken.size() + " MB");
            }
        }
    }
}
