package org.dcss.eventstore.local.dlq;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which messages a command is about; all that is asked for must hold. */
final class LetterFilter {

    @Option(names = "--src", split = ",", paramLabel = "SRC", description = "Of these sources.")
    private List<String> sources = List.of();

    @Option(names = "--type", split = ",", paramLabel = "TYPE", description = "Of these types; ? if unreadable.")
    private List<String> types = List.of();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Whose reason holds this text.")
    private Optional<String> reason = Optional.empty();

    @Option(names = "--id", split = ",", paramLabel = "ID", description = "With these message ids, as list shows them.")
    private List<String> ids = List.of();

    @Option(
            names = "--older",
            paramLabel = "AGE",
            converter = Age.class,
            description = "Accepted at least so long ago: 30m, 12h, 7d.")
    private Optional<Duration> older = Optional.empty();

    @Option(names = "--newer", paramLabel = "AGE", converter = Age.class, description = "Accepted at most so long ago.")
    private Optional<Duration> newer = Optional.empty();

    /** Whether it lets everything pass. */
    boolean isOpen() {
        return sources.isEmpty()
                && types.isEmpty()
                && ids.isEmpty()
                && reason.isEmpty()
                && older.isEmpty()
                && newer.isEmpty();
    }

    boolean matches(Letter letter, Instant now) {
        return (sources.isEmpty() || sources.contains(letter.src()))
                && (types.isEmpty() || types.contains(letter.type()))
                && (ids.isEmpty() || ids.contains(letter.id()))
                && reason.map(text -> lower(letter.reason()).contains(lower(text)))
                        .orElse(true)
                && older.map(age -> !letter.since().isAfter(now.minus(age))).orElse(true)
                && newer.map(age -> !letter.since().isBefore(now.minus(age))).orElse(true);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** A number and its unit. */
    static final class Age implements ITypeConverter<Duration> {

        private static final Pattern FORM = Pattern.compile("([0-9]{1,6})([smhd])");

        @Override
        public Duration convert(String text) {
            Matcher age = FORM.matcher(text);
            if (!age.matches()) {
                throw new TypeConversionException("an age is a number and s, m, h or d, such as 12h, not " + text);
            }
            long number = Long.parseLong(age.group(1));
            return switch (age.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
        }
    }
}
