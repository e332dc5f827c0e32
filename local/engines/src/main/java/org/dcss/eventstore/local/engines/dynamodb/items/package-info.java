/** Puts and Queries of items that are carried out here, on the rows of DynamoDB Local's database. */
@NullMarked
package org.dcss.eventstore.local.engines.dynamodb.items;

import org.jspecify.annotations.NullMarked;
