package org.dcss.eventstore.dynamodb;

/** The names of all attributes of all tables. */
final class Attributes {

    /** Events: the partition, the day's first millisecond; {@link #DAY_INDEX} in the index of days. */
    static final String TS_DAY = "ts_day";
    /** Events: the slot; in the index of days, the day's first millisecond. */
    static final String TS = "ts";

    static final String TYPE = "type";
    /** Events: milliseconds since 1970. */
    static final String ACCEPTED = "accepted";
    /** Events: the JSON text as sent, without the white space between tokens. */
    static final String DATA = "data";

    /** Events: the id; claims: the source and the id, or the source alone for its tail. */
    static final String ID = "id";

    /** Events and keys. */
    static final String SRC = "src";

    /** Events: only in a tombstone, the slot at which the attempts at its event go on. */
    static final String NEXT = "next";

    /** Claims: the slot promised, or the highest slot known to hold an event of the source. */
    static final String SLOT = "slot";
    /** Claims: the hash of the content that the id stands for; absent in claims of the protocol before this one. */
    static final String HASH = "hash";
    /** Claims: the message for which the claim was made, as the queue names it. */
    static final String MESSAGE = "message";

    /** Keys: the SHA-256 of the key, in hexadecimal. */
    static final String KEY_HASH = "key_hash";

    /** Keys: what the key's owner calls it. */
    static final String LABEL = "label";
    /** Keys: seconds since 1970. */
    static final String CREATED = "created";
    /** Keys: seconds since 1970; absent where nobody revoked the key. */
    static final String REVOKED = "revoked";

    /** Events and keys: seconds since 1970, as DynamoDB's time to live wants it; absent where there is no end. */
    static final String EXPIRES = "expires";

    /** The partition of the events table that is the index of days that hold events. */
    static final long DAY_INDEX = -1;

    private Attributes() {}
}
