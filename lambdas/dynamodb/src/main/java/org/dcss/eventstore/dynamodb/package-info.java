/** The ports of core over DynamoDB's tables, and the tables' schema. */
@NullMarked
package org.dcss.eventstore.dynamodb;

import org.jspecify.annotations.NullMarked;
