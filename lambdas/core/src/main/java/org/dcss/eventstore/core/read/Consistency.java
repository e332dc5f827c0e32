package org.dcss.eventstore.core.read;

/** How fresh a read must be. */
public enum Consistency {
    /** Sees every write that ended before the read began. */
    STRONG,
    /** May miss a write of the last seconds, at half the cost. */
    EVENTUAL
}
