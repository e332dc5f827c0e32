/** Local mode: the real handlers on one machine, over DynamoDB Local and ElasticMQ, durably. */
@NullMarked
package org.dcss.eventstore.local;

import org.jspecify.annotations.NullMarked;
