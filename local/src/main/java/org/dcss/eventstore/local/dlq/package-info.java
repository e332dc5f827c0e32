/** {@code dcss-events dlq}: what could not be stored, and what to do about it. */
@NullMarked
package org.dcss.eventstore.local.dlq;

import org.jspecify.annotations.NullMarked;
