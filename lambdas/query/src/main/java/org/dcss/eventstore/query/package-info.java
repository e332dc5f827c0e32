/** The query Lambda: its set-up, and which endpoint answers what. */
@NullMarked
package org.dcss.eventstore.query;

import org.jspecify.annotations.NullMarked;
