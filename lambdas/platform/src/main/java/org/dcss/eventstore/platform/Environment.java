package org.dcss.eventstore.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A function's environment variables, typed. An empty variable counts as missing; every reader throws an
 * {@link IllegalArgumentException} that names the variable, its value and what is allowed.
 */
public final class Environment {

    private final Map<String, String> variables;

    public Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    public Optional<String> optional(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    public String required(String name) {
        return optional(name)
                .orElseThrow(() -> new IllegalArgumentException("the environment variable " + name + " must be set"));
    }

    public String string(String name, String otherwise) {
        return optional(name).orElse(otherwise);
    }

    /** {@code true} or {@code false}, and nothing else. */
    public boolean bool(String name, boolean otherwise) {
        String value = string(name, String.valueOf(otherwise));
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException(
                    "the environment variable " + name + " must be true or false, not \"" + value + "\"");
        }
        return value.equals("true");
    }

    /** A whole number from {@code least} to {@code most}, both included. */
    public int integer(String name, int otherwise, int least, int most) {
        return optional(name).map(value -> parse(name, value, least, most)).orElse(otherwise);
    }

    public int requiredInteger(String name, int least, int most) {
        return parse(name, required(name), least, most);
    }

    /** A whole number of a unit, from {@code least} to {@code most} of it, both included. */
    public Duration duration(String name, ChronoUnit unit, int otherwise, int least, int most) {
        return Duration.of(integer(name, otherwise, least, most), unit);
    }

    /** An absolute http or https address. */
    public Optional<URI> address(String name) {
        return optional(name).map(value -> address(name, value));
    }

    private static int parse(String name, String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(name, value, "a whole number from " + least + " to " + most, e);
        }
        throw wrong(name, value, "a whole number from " + least + " to " + most, null);
    }

    private static URI address(String name, String value) {
        try {
            URI address = new URI(value);
            boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (http && address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw wrong(name, value, "an http or https address", e);
        }
        throw wrong(name, value, "an http or https address", null);
    }

    private static IllegalArgumentException wrong(
            String name, String value, String allowed, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "the environment variable " + name + " must be " + allowed + ", not \"" + value + "\"", cause);
    }
}
