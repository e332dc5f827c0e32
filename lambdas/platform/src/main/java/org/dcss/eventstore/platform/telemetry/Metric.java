package org.dcss.eventstore.platform.telemetry;

/**
 * Something that is measured, by its name and unit.
 *
 * @param kept whether CloudWatch keeps it as a metric, each of which has its price; the log line tells it anyway
 */
public record Metric(String name, Unit unit, boolean kept) {

    /** CloudWatch's units, as far as they are used. */
    public enum Unit {
        COUNT("Count"),
        MILLISECONDS("Milliseconds"),
        BYTES("Bytes");

        private final String text;

        Unit(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    public static Metric count(String name) {
        return new Metric(name, Unit.COUNT, true);
    }

    public static Metric millis(String name) {
        return new Metric(name, Unit.MILLISECONDS, true);
    }

    /** A count that only the log line tells. */
    public static Metric logged(String name) {
        return new Metric(name, Unit.COUNT, false);
    }

    /** Written out, as {@code hashCode} is: what a record has by itself is made by the first call, and delays it. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Metric that && name.equals(that.name) && unit == that.unit && kept == that.kept;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
