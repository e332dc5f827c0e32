package org.dcss.eventstore.core.projection;

/** What a run may come across: each must have happened in some, or the simulation does not reach what it should. */
enum Sight {
    EXACT_ANSWER,
    ANSWER_BEYOND_THE_READERS_OWN_HORIZON,
    CONFLICT,
    CALL_CARRIED_OUT_LATE,
    PROCESS_ENDED,
    THAWED_AFTER_TEN_MINUTES,
    EVENT_LANDED_LATE,
    LINE_WITHDRAWN
}
