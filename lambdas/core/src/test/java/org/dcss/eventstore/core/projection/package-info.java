/** The proof of views: projectors and readers, call by call in any order, against a recount of the log. */
@NullMarked
package org.dcss.eventstore.core.projection;

import org.jspecify.annotations.NullMarked;
