package org.dcss.eventstore.benchmarks.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The defaults of the Terraform variables, read from where they are declared: nothing here can differ from them. */
public final class TerraformDefaults {

    private final String declarations;

    TerraformDefaults(String declarations) {
        this.declarations = declarations;
    }

    /** Reads {@code infrastructure/variables*.tf}. */
    public static TerraformDefaults read() throws IOException {
        try (Stream<Path> files = Files.list(Role.repository().resolve("infrastructure"))) {
            List<Path> declared = files.filter(
                            file -> file.getFileName().toString().matches("variables.*\\.tf"))
                    .sorted()
                    .toList();
            StringBuilder text = new StringBuilder();
            for (Path file : declared) {
                text.append(Files.readString(file));
            }
            return new TerraformDefaults(text.toString());
        }
    }

    /** The default of a variable that is text. */
    public String text(String variable) {
        return find(variable, "^  default\\s*=\\s*\"(.*)\"$");
    }

    /** The default of a variable that is a number. */
    public double number(String variable) {
        return Double.parseDouble(find(variable, "^  default\\s*=\\s*([0-9.]+)$"));
    }

    /** The default of a number in a variable that is an object. */
    public double number(String variable, String attribute) {
        return Double.parseDouble(find(variable, "^    " + attribute + "\\s*=\\s*optional\\(number, ([0-9.]+)\\),?$"));
    }

    public Duration settle() {
        return Duration.ofMillis((long) number("settle_ms"));
    }

    /** The heap, the share of a processor and the price of a function depend on it. */
    public int memoryMb(Role role) {
        return (int) number(role.title(), "memory_mb");
    }

    /** Of the JVM of every function. */
    public List<String> jvmOptions() {
        return List.of(text("jvm_options").split(" "));
    }

    private String find(String variable, String pattern) {
        String block = first("(?ms)^variable \"" + variable + "\" \\{$(.*?)^}$", declarations, variable);
        return first("(?m)" + pattern, block, variable + " " + pattern);
    }

    private static String first(String pattern, String text, String what) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("infrastructure/variables*.tf declare no default like this: " + what);
        }
        return matcher.group(1);
    }
}
