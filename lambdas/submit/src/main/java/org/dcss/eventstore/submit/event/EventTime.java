package org.dcss.eventstore.submit.event;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.Source;

/** Reads the text that says when an event happened: a time of the game, or one of RFC 3339. */
final class EventTime {

    /** {@code YYYYMMDDhhmmss}, then D (daylight saving) or S. */
    private static final int GAME_LENGTH = 15;

    /** Longer than a time with nanoseconds and an offset. */
    private static final int MAX_LENGTH = 40;

    private static final DateTimeFormatter GAME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);

    /** Until then two servers wrote local time: https://github.com/crawl/sequell, in its settings and code. */
    private static final Instant UTC_SINCE = Instant.parse("2008-08-07T03:30:00Z");

    /** By source and mark. */
    private static final Map<String, ZoneOffset> BEFORE = Map.of(
            "cao D", ZoneOffset.ofHours(-4),
            "cao S", ZoneOffset.ofHours(-5),
            "cdo D", ZoneOffset.ofHours(2),
            "cdo S", ZoneOffset.ofHours(1));

    private EventTime() {}

    /** To the millisecond; empty if the text is neither. */
    static Optional<Instant> parse(String text, Source src) {
        try {
            if (text.length() == GAME_LENGTH && "DS".indexOf(text.charAt(GAME_LENGTH - 1)) >= 0) {
                return Optional.of(ofGame(text, src));
            }
            return text.length() > MAX_LENGTH
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeParseException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The game counts months from 00. Servers write UTC, whatever the mark says, but for those that did not once. */
    private static Instant ofGame(String text, Source src) {
        int month = Integer.parseInt(text.substring(4, 6)) + 1;
        String counted = text.substring(0, 4) + (month < 10 ? "0" : "") + month + text.substring(6, GAME_LENGTH - 1);
        LocalDateTime written = LocalDateTime.parse(counted, GAME);
        ZoneOffset before = BEFORE.getOrDefault(src.name() + " " + text.charAt(GAME_LENGTH - 1), ZoneOffset.UTC);
        Instant local = written.toInstant(before);
        return local.isBefore(UTC_SINCE) ? local : written.toInstant(ZoneOffset.UTC);
    }
}
