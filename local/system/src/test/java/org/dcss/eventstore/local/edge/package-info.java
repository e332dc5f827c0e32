/** A cache before local mode, as CloudFront stands before the API. */
@NullMarked
package org.dcss.eventstore.local.edge;

import org.jspecify.annotations.NullMarked;
