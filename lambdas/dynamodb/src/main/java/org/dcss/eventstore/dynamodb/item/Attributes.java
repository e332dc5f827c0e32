package org.dcss.eventstore.dynamodb.item;

import java.util.HashMap;
import java.util.Map;

/** The names of all attributes of all tables, spelt nowhere else: expressions are built from them. */
public final class Attributes {

    /** Events: the partition, the day's first millisecond; {@link #DAY_INDEX} in the index of days. */
    public static final String TS_DAY = "ts_day";
    /** Events: the slot; in the index of days, the day's first millisecond. */
    public static final String TS = "ts";

    public static final String TYPE = "type";
    /** Events: the source's file; absent where it was not sent. */
    public static final String FILE = "file";
    /** Events: milliseconds since 1970. */
    public static final String ACCEPTED = "accepted";
    /** Events: when it happened, in milliseconds since 1970, may be negative; absent where nothing says that. */
    public static final String AT = "at";
    /** Events: the JSON text as sent, without the white space between tokens. */
    public static final String DATA = "data";

    /** Events: why the data was taken out; absent where it was not. */
    public static final String WITHDRAWN = "withdrawn";

    /** Events: how many bytes the line had whose data was taken out, the line feed included; not shown. */
    public static final String LINE_LENGTH = "line_length";

    /** Events: which withdrawal took the data out; not shown. */
    public static final String WITHDRAWAL = "withdrawal";

    /**
     * Events: the id; claims: the source and the id, or the source alone for its tail; usage: {@code key#} and
     * a key's hash, or {@code quota#} and a source.
     */
    public static final String ID = "id";

    /** Events, keys and streams. */
    public static final String SRC = "src";

    /** Events: only in a tombstone, the slot at which the attempts at its event go on. */
    public static final String NEXT = "next";

    /** Claims: the slot promised, or the highest slot known to hold an event of the source. */
    public static final String SLOT = "slot";
    /** Claims: the hash of the content that the id stands for; absent in claims of the protocol before this one. */
    public static final String HASH = "hash";
    /** Claims: the message for which the claim was made, as the queue names it. */
    public static final String MESSAGE = "message";

    /** Keys: the SHA-256 of the key, in hexadecimal. */
    public static final String KEY_HASH = "key_hash";

    /** Keys: what the key's owner calls it. */
    public static final String LABEL = "label";
    /** Keys: seconds since 1970. */
    public static final String CREATED = "created";
    /** Keys: seconds since 1970; absent where nobody revoked the key. */
    public static final String REVOKED = "revoked";

    /** Keys: a set of the only types that may be submitted; absent where all may be. */
    public static final String TYPES = "types";
    /** Keys: true where events are only checked; absent elsewhere. */
    public static final String TEST = "test";

    /** Usage of a key: the UTC day, such as {@code 2026-11-26}. */
    public static final String LAST_USED = "last_used";
    /** Usage of a quota: microseconds since 1970. */
    public static final String UNTIL = "until";

    /** Views: the part of a view that is read together. */
    public static final String VIEW = "view";
    /** Views: the item's key in its part. */
    public static final String KEY = "key";
    /** Views: the slot of the last event that was applied to the item. */
    public static final String THROUGH = "through";
    /** Views: bytes that only the view understands. */
    public static final String CONTENT = "content";

    /** Streams: the stream's id; of the item that remembers a client's id, the stream's id, a slash and that id. */
    public static final String STREAM = "stream";
    /** Streams: the version, from 1; of the item that remembers a client's id, 0. */
    public static final String VERSION = "version";
    /** Streams: milliseconds since 1970. */
    public static final String APPENDED = "appended";
    /** Streams: the shard of the index of what is pending; absent once the queue has the version. */
    public static final String PENDING = "pending";
    /** Streams: only where a client's id is remembered, the version that it stands for. */
    public static final String OF = "of";

    /** All tables: seconds since 1970, as DynamoDB's time to live wants it; absent where there is no end. */
    public static final String EXPIRES = "expires";

    /** The partition of the events table that is the index of days that hold events. */
    public static final long DAY_INDEX = -1;

    private Attributes() {}

    /** Binds {@code #name} to each name, for expressions, in which some names mean something else to DynamoDB. */
    public static Map<String, String> names(String... attributes) {
        Map<String, String> names = new HashMap<>();
        for (String attribute : attributes) {
            names.put("#" + attribute, attribute);
        }
        return names;
    }
}
