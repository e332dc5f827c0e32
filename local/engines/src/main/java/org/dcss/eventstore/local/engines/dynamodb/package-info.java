/** DynamoDB on loopback: DynamoDB Local behind a guard, and the one thread that has its database. */
@NullMarked
package org.dcss.eventstore.local.engines.dynamodb;

import org.jspecify.annotations.NullMarked;
