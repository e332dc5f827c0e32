/** From what was sent to an event that may be submitted. */
@NullMarked
package org.dcss.eventstore.submit.event;

import org.jspecify.annotations.NullMarked;
