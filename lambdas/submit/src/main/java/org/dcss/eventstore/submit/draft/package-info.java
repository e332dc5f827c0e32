/** From the bytes of one event, in whichever form, to what they hold. */
@NullMarked
package org.dcss.eventstore.submit.draft;

import org.jspecify.annotations.NullMarked;
