/** HTTP to an event store. */
@NullMarked
package org.dcss.eventstore.tools.http;

import org.jspecify.annotations.NullMarked;
