package org.dcss.eventstore.query.xlog;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Dates in headers, in whole seconds: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7 */
final class HttpDate {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private HttpDate() {}

    /** With its fraction of a second cut off. */
    static String of(Instant instant) {
        return FORM.format(instant.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Empty for what is no date of the form that is sent today. */
    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(FORM.parse(text, Instant::from));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
