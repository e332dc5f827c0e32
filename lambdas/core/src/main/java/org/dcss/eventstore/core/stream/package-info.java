/**
 * Streams with versions: how an event is appended as the next one of its stream, and how each is passed on to the log once.
 * Nothing here knows a table or a queue but by its port.
 */
@NullMarked
package org.dcss.eventstore.core.stream;

import org.jspecify.annotations.NullMarked;
