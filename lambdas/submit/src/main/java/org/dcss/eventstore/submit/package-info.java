/** The submit Lambda: authenticates, validates, queues, and answers once the queue has confirmed. */
@NullMarked
package org.dcss.eventstore.submit;

import org.jspecify.annotations.NullMarked;
