package org.dcss.eventstore.platform;

/** Something that is measured, by the name and unit that CloudWatch knows it by. */
public record Metric(String name, Unit unit) {

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
        return new Metric(name, Unit.COUNT);
    }

    public static Metric millis(String name) {
        return new Metric(name, Unit.MILLISECONDS);
    }

    /** Written out, as {@code hashCode} is: what a record has by itself is made by the first call, and delays it. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Metric that && name.equals(that.name) && unit == that.unit;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
