/** The servers' files again: events as lines, and lines as files. */
@NullMarked
package org.dcss.eventstore.core.xlog;

import org.jspecify.annotations.NullMarked;
