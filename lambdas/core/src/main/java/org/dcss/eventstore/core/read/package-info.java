/** Reading: the log as a port, and the feed that shows what has settled of it. */
@NullMarked
package org.dcss.eventstore.core.read;

import org.jspecify.annotations.NullMarked;
