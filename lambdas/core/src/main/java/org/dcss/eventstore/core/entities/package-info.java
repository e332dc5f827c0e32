/** Which events are about what. */
@NullMarked
package org.dcss.eventstore.core.entities;

import org.jspecify.annotations.NullMarked;
