/** Counts what a deployment or local mode holds, for {@code ./destroy.sh} to say what will be lost. */
@NullMarked
package org.dcss.eventstore.local.contents;

import org.jspecify.annotations.NullMarked;
