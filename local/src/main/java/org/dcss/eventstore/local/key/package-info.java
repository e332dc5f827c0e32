/** The key command: makes, lists and revokes the keys that sources submit with. */
@NullMarked
package org.dcss.eventstore.local.key;

import org.jspecify.annotations.NullMarked;
