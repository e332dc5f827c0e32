/** What the events of a log add up to: counts, lengths and hashes, which take the place of the events themselves. */
@NullMarked
package org.dcss.eventstore.tools.verify.digest;

import org.jspecify.annotations.NullMarked;
