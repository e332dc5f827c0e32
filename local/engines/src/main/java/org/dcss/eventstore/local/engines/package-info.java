/**
 * SQS (ElasticMQ) and DynamoDB (DynamoDB Local) inside this process, on loopback only: what local mode stores into and
 * what every integration test runs against. Knows nothing of events, and neither engine knows the other.
 */
@NullMarked
package org.dcss.eventstore.local.engines;

import org.jspecify.annotations.NullMarked;
