package org.dcss.eventstore.local.engines;

/** Where the engines listen on loopback; 0 picks a free port. */
public record EnginePorts(int dynamoDb, int sqs) {
    public static final EnginePorts FREE = new EnginePorts(0, 0);

    private static final int MAX = 65_535;

    public EnginePorts {
        check(dynamoDb);
        check(sqs);
    }

    private static void check(int port) {
        if (port < 0 || port > MAX) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }
}
