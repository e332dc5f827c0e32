/** Holds the README and {@code docs} against what they speak of. */
@NullMarked
package org.dcss.eventstore.local.documents;

import org.jspecify.annotations.NullMarked;
