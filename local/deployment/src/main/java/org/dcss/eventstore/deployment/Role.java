package org.dcss.eventstore.deployment;

/** What a function does with events, in the order in which an upgrade reaches it. */
enum Role {
    READER,
    CONSUMER,
    SENDER;

    /** The role of a function by its name, which ends in what it is called. */
    static Role of(String functionName) {
        return switch (functionName.substring(functionName.lastIndexOf('-') + 1)) {
            case "consumer" -> CONSUMER;
            case "submit", "append" -> SENDER;
            default -> READER;
        };
    }
}
