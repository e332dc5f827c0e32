package org.dcss.eventstore.core.archive;

/** What a run may come across: each must have happened in some, or the simulation does not reach what it should. */
enum Sight {
    CALL_CARRIED_OUT_LATE,
    PROCESS_ENDED,
    THAWED_AFTER_TEN_MINUTES,
    EVENT_LANDED_AFTER_ITS_DAY,
    DAY_OF_SEVERAL_PARTS,
    WITHDRAWN_FROM_AN_ARCHIVED_DAY,
    WITHDRAWN_WHILE_ITS_DAY_WAS_ARCHIVED,
    WITHDRAWN_BEFORE_ITS_DAY_WAS_ARCHIVED,
    WITHDRAWN_WHERE_OTHERS_HAVE_EXPIRED
}
