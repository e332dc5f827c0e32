/** {@code load}: submits at a rate, and measures what a store makes of it. */
@NullMarked
package org.dcss.eventstore.tools.load;

import org.jspecify.annotations.NullMarked;
