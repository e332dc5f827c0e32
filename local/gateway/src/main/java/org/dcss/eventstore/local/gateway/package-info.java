/** Plays API Gateway: an HTTP API with payload format 2.0 in front of functions, on loopback. */
@NullMarked
package org.dcss.eventstore.local.gateway;

import org.jspecify.annotations.NullMarked;
