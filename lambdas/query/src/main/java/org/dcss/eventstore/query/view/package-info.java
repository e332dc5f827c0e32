/** Endpoints that answer from views: what the projector keeps of the log. */
@NullMarked
package org.dcss.eventstore.query.view;

import org.jspecify.annotations.NullMarked;
