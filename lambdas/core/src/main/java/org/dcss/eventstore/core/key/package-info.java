/** Who may submit, and how much: the keys, their use and the quotas. */
@NullMarked
package org.dcss.eventstore.core.key;

import org.jspecify.annotations.NullMarked;
