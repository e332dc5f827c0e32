/** Which version of a view is read, and how the next one takes its place. */
@NullMarked
package org.dcss.eventstore.core.served;

import org.jspecify.annotations.NullMarked;
