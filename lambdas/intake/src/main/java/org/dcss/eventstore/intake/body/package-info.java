/** From a request to where its events are. */
@NullMarked
package org.dcss.eventstore.intake.body;

import org.jspecify.annotations.NullMarked;
