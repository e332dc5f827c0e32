/** {@code dcss-events verify}: a store's answers against its promises, over its API alone. */
@NullMarked
package org.dcss.eventstore.tools.verify;

import org.jspecify.annotations.NullMarked;
