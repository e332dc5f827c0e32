/** The servers' files again, and lists of them: {@code GET /xlog/…}. */
@NullMarked
package org.dcss.eventstore.query.xlog;

import org.jspecify.annotations.NullMarked;
