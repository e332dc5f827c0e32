/** What a keeper does to the tables: makes them, makes and revokes keys, takes the data of events out. */
@NullMarked
package org.dcss.eventstore.local.administration;

import org.jspecify.annotations.NullMarked;
