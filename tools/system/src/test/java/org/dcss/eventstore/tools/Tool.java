package org.dcss.eventstore.tools;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The program as a user calls it: in this process, or in one of its own. */
record Tool(URI store, Path keyFile) {

    int ship(Path state, String... more) {
        return run(shipArguments(state, more));
    }

    List<String> shipArguments(Path state, String... more) {
        List<String> arguments = new ArrayList<>(List.of("ship", "--src", "cpo", "--state", state.toString()));
        arguments.addAll(Arrays.asList(more));
        return arguments;
    }

    int mirror(Path folder) {
        return run(List.of("follow", "--once", "--mirror", folder.toString()));
    }

    /** What {@code follow --xlog} prints of a file, from the beginning of the log. */
    byte[] xlog(String file) {
        return printed(List.of("follow", "--once", "--after", "beginning", "--xlog", "--file", file));
    }

    /** What a command prints, whatever it ends with. */
    byte[] printed(List<String> arguments) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            run(arguments);
        } finally {
            System.setOut(before);
        }
        return printed.toByteArray();
    }

    int run(List<String> arguments) {
        return DcssEventsCommand.run(arguments.toArray(String[]::new), environment());
    }

    private Map<String, String> environment() {
        return Map.of("DCSS_EVENTS_URL", store.toString(), "DCSS_EVENTS_KEY_FILE", keyFile.toString());
    }

    /** Starts the program with as little memory as its launcher gives it. */
    Process start(List<String> arguments, Path output) throws IOException {
        ProcessBuilder builder = java(output, List.of("-Xmx64m"), DcssEventsCommand.class.getName(), arguments);
        builder.environment().putAll(environment());
        return builder.start();
    }

    static ProcessBuilder java(Path output, List<String> options, String main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), main));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    }
}
