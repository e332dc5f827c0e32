/** Functions as the services call them: JSON in, JSON out. */
@NullMarked
package org.dcss.eventstore.local.function;

import org.jspecify.annotations.NullMarked;
