/** Who may use an engine's port, and the clients that name an access key to it. */
@NullMarked
package org.dcss.eventstore.local.engines.access;

import org.jspecify.annotations.NullMarked;
