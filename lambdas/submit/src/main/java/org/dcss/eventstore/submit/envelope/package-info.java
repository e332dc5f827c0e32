/** Other systems' forms around an event: what each of them says, and what is wrong with one. */
@NullMarked
package org.dcss.eventstore.submit.envelope;

import org.jspecify.annotations.NullMarked;
