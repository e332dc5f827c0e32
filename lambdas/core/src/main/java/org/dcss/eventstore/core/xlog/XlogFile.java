package org.dcss.eventstore.core.xlog;

import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.Envelope;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.read.WithdrawalNotice;

/** A source's file. */
public record XlogFile(Source src, FileName name) {

    /** Where lines stand whose file was not sent, by their type. */
    private static final Map<String, FileName> UNNAMED =
            Map.of("milestone", new FileName("milestones"), "logfile", new FileName("logfile"));

    /** The file that an event is a line of; empty if it is a line of none. */
    static Optional<XlogFile> of(Event event) {
        if (event.type().equals(WithdrawalNotice.TYPE)) {
            return Optional.empty();
        }
        return event.file()
                .or(() -> unnamed(event.type().name(), event.id().value()))
                .map(name -> new XlogFile(event.src(), name));
    }

    /**
     * Where a line of this type stands whose file was not sent; empty if it stands in none, as what was sent in an
     * envelope does.
     */
    public static Optional<FileName> unnamed(String type, String id) {
        return Envelope.of(id).isPresent() ? Optional.empty() : Optional.ofNullable(UNNAMED.get(type));
    }
}
