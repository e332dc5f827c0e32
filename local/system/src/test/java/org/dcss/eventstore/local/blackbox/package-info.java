/** What a client of the event store has: HTTP and a few keys. Nothing here knows how the store is made. */
@NullMarked
package org.dcss.eventstore.local.blackbox;

import org.jspecify.annotations.NullMarked;
