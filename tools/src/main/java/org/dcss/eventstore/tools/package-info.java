/** The command-line program {@code dcss-events}. */
@NullMarked
package org.dcss.eventstore.tools;

import org.jspecify.annotations.NullMarked;
