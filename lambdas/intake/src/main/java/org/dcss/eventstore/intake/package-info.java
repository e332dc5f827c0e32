/** What each function that takes events begins with: how it is set up, and whose a request is. */
@NullMarked
package org.dcss.eventstore.intake;

import org.jspecify.annotations.NullMarked;
