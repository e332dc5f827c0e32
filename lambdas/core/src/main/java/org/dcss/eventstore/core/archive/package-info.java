/**
 * The archive: each closed day once more, as objects of compressed text per source and type and a manifest.
 *
 * <p>What keeps it right with any number of archivers, each of which may end anywhere or wake after minutes: where a part
 * ends is kept in the table of views before its objects are written; an object is only ever written where there is none, or
 * in place of the very version from which it was made by a withdrawal; the manifest follows the objects, and the checkpoint
 * follows the manifest and moves only if nobody has moved it.
 */
@NullMarked
package org.dcss.eventstore.core.archive;

import org.jspecify.annotations.NullMarked;
