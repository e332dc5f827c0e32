package org.dcss.eventstore.core.xlog;

import java.util.Optional;
import java.util.TreeSet;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.read.WithdrawalNotice;

/**
 * An event that tells of lines whose data was taken out of the log: all of one file, which is the event's own.
 *
 * @param slot its own
 * @param slots of the lines; one or more, all before its own
 */
record Notice(XlogFile file, Slot slot, TreeSet<Slot> slots, String reason) {

    /** Empty for an event that tells of none, or of lines that stand in no file. */
    static Optional<Notice> of(StoredEvent stored) {
        return WithdrawalNotice.of(stored)
                .filter(notice -> !notice.slots().isEmpty())
                .flatMap(notice -> stored.event()
                        .file()
                        .map(name -> new Notice(
                                new XlogFile(stored.event().src(), name),
                                stored.slot(),
                                new TreeSet<>(notice.slots()),
                                notice.reason())));
    }
}
