/** ElasticMQ's queues, whose messages outlive the process: what is answered as done is in a file. */
@NullMarked
package org.dcss.eventstore.local.engines.sqs.durable;

import org.jspecify.annotations.NullMarked;
