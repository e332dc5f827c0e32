package org.dcss.eventstore.consumer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Two network namespaces with a cable between them: one for the consumer, one for the table. Needs Linux, root and
 * iproute2.
 */
final class Namespaces implements AutoCloseable {

    /** The table's side of the cable. */
    static final String TABLE_ADDRESS = "10.231.0.2";

    private static final String CONSUMER_ADDRESS = "10.231.0.1";
    private static final String TABLE_LINK = "02:00:00:00:00:02";
    /** Nobody's. */
    private static final String NOWHERE = "02:00:00:00:00:99";

    private static final String DEVICE = "eth0";
    private static final long COMMAND_SECONDS = 60;

    private final String consumer = "dcss-consumer-" + ProcessHandle.current().pid();
    private final String table = "dcss-table-" + ProcessHandle.current().pid();

    private Namespaces() {}

    /** Why there can be none here; empty if there can. */
    static Optional<String> missing() {
        String probe = "dcss-probe-" + ProcessHandle.current().pid();
        try {
            ip("netns", "add", probe);
            ip("netns", "delete", probe);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("network namespaces need Linux, root and iproute2: " + e.getMessage());
        }
    }

    static Namespaces make() throws IOException {
        Namespaces made = new Namespaces();
        try {
            ip("netns", "add", made.consumer);
            ip("netns", "add", made.table);
            ip("link", "add", DEVICE, "netns", made.consumer, "type", "veth", "peer", DEVICE, "netns", made.table);
            ip("-n", made.table, "link", "set", DEVICE, "address", TABLE_LINK);
            up(made.consumer, CONSUMER_ADDRESS);
            up(made.table, TABLE_ADDRESS);
            made.mend();
            return made;
        } catch (IOException e) {
            made.close();
            throw e;
        }
    }

    private static void up(String namespace, String address) throws IOException {
        ip("-n", namespace, "address", "add", address + "/30", "dev", DEVICE);
        ip("-n", namespace, "link", "set", DEVICE, "up");
        ip("-n", namespace, "link", "set", "lo", "up");
    }

    /** From now on what the consumer sends is lost; what the table sends arrives. */
    void cut() throws IOException {
        sendTo(NOWHERE);
    }

    /** Ends the loss. */
    void mend() throws IOException {
        sendTo(TABLE_LINK);
    }

    private void sendTo(String link) throws IOException {
        ip("-n", consumer, "neighbour", "replace", TABLE_ADDRESS, "lladdr", link, "dev", DEVICE, "nud", "permanent");
    }

    /** What runs a command as the consumer's neighbour. */
    List<String> asConsumer() {
        return List.of("ip", "netns", "exec", consumer);
    }

    /** What runs a command as the table's neighbour. */
    List<String> asTable() {
        return List.of("ip", "netns", "exec", table);
    }

    /** Whether the process's namespace has bytes that it still wants to deliver, those of closed sockets included. */
    static boolean isSending(long pid) throws IOException {
        for (String sockets : List.of("tcp", "tcp6")) {
            List<String> lines = Files.readAllLines(Path.of("/proc", Long.toString(pid), "net", sockets));
            // sl, local address, remote address, state, tx_queue:rx_queue, …
            if (lines.stream()
                    .skip(1)
                    .anyMatch(line -> !line.strip().split("\\s+", 6)[4].startsWith("00000000:"))) {
                return true;
            }
        }
        return false;
    }

    /** How many connections of the process's namespace were closed with linger 0. */
    static long resets(long pid) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc", Long.toString(pid), "net", "netstat"));
        List<String> names = Arrays.asList(lines.get(0).split(" ", -1));
        return Long.parseLong(lines.get(1).split(" ", -1)[names.indexOf("TCPAbortOnData")]);
    }

    /** Removes both, whatever there is of them. */
    @Override
    public void close() throws IOException {
        try {
            ip("netns", "delete", consumer);
        } finally {
            ip("netns", "delete", table);
        }
    }

    private static void ip(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
