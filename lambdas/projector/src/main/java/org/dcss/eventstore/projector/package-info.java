/** The projector Lambda: follows the log and keeps what is computed from it. */
@NullMarked
package org.dcss.eventstore.projector;

import org.jspecify.annotations.NullMarked;
