/** What the tables' items hold: their attributes, and how they become what they stand for. */
@NullMarked
package org.dcss.eventstore.dynamodb.item;

import org.jspecify.annotations.NullMarked;
