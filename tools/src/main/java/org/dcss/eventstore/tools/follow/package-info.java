/** {@code follow} and {@code day}: the log on a pipe, or as files. */
@NullMarked
package org.dcss.eventstore.tools.follow;

import org.jspecify.annotations.NullMarked;
