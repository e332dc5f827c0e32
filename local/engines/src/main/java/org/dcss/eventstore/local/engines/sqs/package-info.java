/** SQS on loopback: ElasticMQ behind a guard, and its queues. */
@NullMarked
package org.dcss.eventstore.local.engines.sqs;

import org.jspecify.annotations.NullMarked;
