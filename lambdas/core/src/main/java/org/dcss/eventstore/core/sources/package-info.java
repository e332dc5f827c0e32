/** What each source has sent in all. */
@NullMarked
package org.dcss.eventstore.core.sources;

import org.jspecify.annotations.NullMarked;
