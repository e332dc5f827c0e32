/** Plays the schedule that starts a function again and again. */
@NullMarked
package org.dcss.eventstore.local.schedule;

import org.jspecify.annotations.NullMarked;
