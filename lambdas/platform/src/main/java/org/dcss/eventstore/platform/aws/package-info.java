/** Clients of AWS, and what stands in for it in a dry run. */
@NullMarked
package org.dcss.eventstore.platform.aws;

import org.jspecify.annotations.NullMarked;
