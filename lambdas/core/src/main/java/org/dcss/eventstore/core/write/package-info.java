/** Writing: the protocol that places each event of a batch once, and the writer that carries its requests out. */
@NullMarked
package org.dcss.eventstore.core.write;

import org.jspecify.annotations.NullMarked;
