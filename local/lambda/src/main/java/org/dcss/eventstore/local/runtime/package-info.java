/** Plays Lambda: starts a function's zip under the real Java runtime client, and invokes it. */
@NullMarked
package org.dcss.eventstore.local.runtime;

import org.jspecify.annotations.NullMarked;
