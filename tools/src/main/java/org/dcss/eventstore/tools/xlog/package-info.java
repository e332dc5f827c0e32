/** DCSS's own lines: bytes, fields and data. */
@NullMarked
package org.dcss.eventstore.tools.xlog;

import org.jspecify.annotations.NullMarked;
