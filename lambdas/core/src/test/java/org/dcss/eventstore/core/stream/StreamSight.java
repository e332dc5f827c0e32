package org.dcss.eventstore.core.stream;

/** What schedules must come across, lest they show nothing. */
enum StreamSight {
    APPENDED,
    APPENDED_AS_EXPECTED,
    CONFLICT,
    REPEATED,
    ID_OF_OTHER_CONTENT,
    OF_OTHER_SOURCE,
    UNAVAILABLE,
    LEFT_PENDING,
    ENDED_IN_AN_APPEND,
    ENDED_IN_THE_OUTBOX,
    TWO_OUTBOXES_AT_ONCE,
    OUTBOX_SENT,
    CALL_CARRIED_OUT_LATE,
    SENT_TWICE,
    MORE_PENDING_THAN_AN_APPEND_SENDS
}
