/** Files that grow: which there are, how far each was read, what is new in it. */
@NullMarked
package org.dcss.eventstore.tools.tail;

import org.jspecify.annotations.NullMarked;
