/** The archive's objects: what they are called, how they are packed, and the manifest of a day. */
@NullMarked
package org.dcss.eventstore.core.archive.object;

import org.jspecify.annotations.NullMarked;
