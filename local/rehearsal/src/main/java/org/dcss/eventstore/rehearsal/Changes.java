package org.dcss.eventstore.rehearsal;

/** Is told what changes in a deployment that is followed. */
@FunctionalInterface
interface Changes {

    /** Something takes effect at this moment. */
    void tell(String what);
}
