package org.dcss.eventstore.benchmarks.read;

/**
 * One reading, done once, as a child process tells of it in a line.
 *
 * @param processor milliseconds that the process took of all processors
 * @param bytes of the bodies that a client gets; of raw reading none
 */
record Read(Reading what, double millis, double processor, long events, long bytes, int calls) {

    private static final String START = "read ";

    String line() {
        return START + what + " " + millis + " " + processor + " " + events + " " + bytes + " " + calls;
    }

    static boolean isLine(String line) {
        return line.startsWith(START);
    }

    static Read parse(String line) {
        String[] parts = line.substring(START.length()).split(" ", -1);
        return new Read(
                Reading.valueOf(parts[0]),
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]),
                Integer.parseInt(parts[5]));
    }
}
