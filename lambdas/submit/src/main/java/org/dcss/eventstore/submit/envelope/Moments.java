package org.dcss.eventstore.submit.envelope;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/** When something happened, as others write it. All to the millisecond; what is finer is cut off. */
final class Moments {

    /** As RFC 3339 has it: the parser takes more, such as times without seconds and years of five digits. */
    private static final Pattern RFC_3339 =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");

    /** From here on a number counts milliseconds: as seconds it would be in the year 5138, as milliseconds it is in 1973. */
    private static final BigDecimal FIRST_MILLIS = BigDecimal.valueOf(100_000_000_000L);

    /** No time lies further from 1970, in milliseconds: some 31,000 years. */
    private static final BigDecimal FARTHEST = BigDecimal.valueOf(999_999_999_999_999L);

    private static final BigDecimal MILLIS_A_SECOND = BigDecimal.valueOf(1_000);

    private Moments() {}

    /** Such as {@code 2026-11-26T09:33:34Z}; empty if it is no time of RFC 3339. */
    static Optional<Instant> ofText(String text) {
        try {
            return RFC_3339.matcher(text).matches()
                    ? Optional.of(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS))
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Seconds since 1970, whole or not, or milliseconds, which are larger; empty if it is too far away. */
    static Optional<Instant> ofNumber(Number number) {
        BigDecimal value = decimal(number);
        BigDecimal millis = value.abs().compareTo(FIRST_MILLIS) < 0 ? value.multiply(MILLIS_A_SECOND) : value;
        return millis.abs().compareTo(FARTHEST) > 0
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(
                        millis.setScale(0, RoundingMode.FLOOR).longValueExact()));
    }

    private static BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        return number instanceof BigInteger integer ? new BigDecimal(integer) : BigDecimal.valueOf(number.longValue());
    }
}
