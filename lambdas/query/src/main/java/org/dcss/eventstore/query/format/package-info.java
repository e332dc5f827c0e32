/** How events are written for who asked: as JSON, as lines of it, or as CloudEvents. */
@NullMarked
package org.dcss.eventstore.query.format;

import org.jspecify.annotations.NullMarked;
