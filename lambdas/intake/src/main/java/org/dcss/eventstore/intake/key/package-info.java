/** Whose key it is, and what it allows. */
@NullMarked
package org.dcss.eventstore.intake.key;

import org.jspecify.annotations.NullMarked;
