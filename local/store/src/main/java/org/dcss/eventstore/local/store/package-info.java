/** The whole event store in one process: the real handlers over DynamoDB Local and ElasticMQ, durably, in one folder. */
@NullMarked
package org.dcss.eventstore.local.store;

import org.jspecify.annotations.NullMarked;
