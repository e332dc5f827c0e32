package org.dcss.eventstore.query.format;

import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.read.EventJson;

/**
 * A form that events are answered in: how one is written, and what stands around and between them.
 *
 * <p>An answer is written event by event, whichever its form, and none of them is parsed for it.
 */
public enum Format {
    /** A JSON array, which is what whoever asks for nothing else gets. */
    JSON("application/json", "", "[", ",", "]"),

    /** Each event on a line of its own. */
    NDJSON("application/x-ndjson", "ndjson", "", "\n", "\n"),

    /** A JSON array of CloudEvents. */
    CLOUDEVENTS("application/cloudevents-batch+json", "cloudevents", "[", ",", "]"),

    /** One event, as JSON. */
    ONE("application/json", "", "", "", ""),

    /** One event, as a CloudEvent in structured mode. */
    ONE_CLOUDEVENT("application/cloudevents+json", "cloudevent", "", "", "");

    /** What several events are answered in; of what a client likes as well as another, the first. */
    public static final List<Format> OF_MANY = List.of(JSON, NDJSON, CLOUDEVENTS);

    /** What a single event is answered in. */
    public static final List<Format> OF_ONE = List.of(ONE, ONE_CLOUDEVENT);

    private final String mediaType;
    private final String tag;
    private final String opening;
    private final String separator;
    private final String closing;

    Format(String mediaType, String tag, String opening, String separator, String closing) {
        this.mediaType = mediaType;
        this.tag = tag;
        this.opening = opening;
        this.separator = separator;
        this.closing = closing;
    }

    /**
     * The one that a client likes best.
     *
     * @param accept the request header of that name; empty where there was none
     * @param served the first of these is what a client gets that likes several as well
     * @return empty if the client takes none of them
     */
    public static Optional<Format> negotiated(String accept, List<Format> served) {
        Accept header = Accept.parse(accept);
        Optional<Format> best = Optional.empty();
        double quality = 0;
        for (Format format : served) {
            double liked = header.quality(format.mediaType);
            if (liked > quality) {
                best = Optional.of(format);
                quality = liked;
            }
        }
        return best;
    }

    /** What it is called in {@code Content-Type}. */
    public String mediaType() {
        return mediaType;
    }

    /** What tells answers in this form from others by their entity tags; empty for JSON. */
    public String tag() {
        return tag;
    }

    /** What stands before the first event. */
    public String opening() {
        return opening;
    }

    /** What stands between two events; a character at most. */
    public String separator() {
        return separator;
    }

    /** What stands behind the last event; a character at most. */
    public String closing(boolean empty) {
        return empty && opening.isEmpty() ? "" : closing;
    }

    /** An event in UTF-8, on one line. */
    public byte[] text(StoredEvent event) {
        return switch (this) {
            case JSON, NDJSON, ONE -> EventJson.of(event);
            case CLOUDEVENTS, ONE_CLOUDEVENT -> CloudEventJson.of(event);
        };
    }
}
