/** What every implementation of a port must do: one abstract test class each. */
@NullMarked
package org.dcss.eventstore.core.contract;

import org.jspecify.annotations.NullMarked;
