/** Takes the data of events out of the log: forgeries of a leaked key, or what a player wants forgotten. */
@NullMarked
package org.dcss.eventstore.local.withdraw;

import org.jspecify.annotations.NullMarked;
