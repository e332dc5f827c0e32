/** Streams as their readers see them. */
@NullMarked
package org.dcss.eventstore.query.stream;

import org.jspecify.annotations.NullMarked;
