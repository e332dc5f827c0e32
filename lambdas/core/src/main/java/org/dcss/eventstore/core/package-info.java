/**
 * The domain: events and the slots they occupy, the protocol that places each event once, the feed that shows
 * them, and the ports behind which the tables and the queue stand. Knows nothing of AWS.
 */
@NullMarked
package org.dcss.eventstore.core;

import org.jspecify.annotations.NullMarked;
