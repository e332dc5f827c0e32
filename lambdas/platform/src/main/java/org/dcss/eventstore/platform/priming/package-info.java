/** Runs a function once before it is asked, so that a snapshot holds it warm. */
@NullMarked
package org.dcss.eventstore.platform.priming;

import org.jspecify.annotations.NullMarked;
