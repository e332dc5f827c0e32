/** Sets a function up from its description. */
@NullMarked
package org.dcss.eventstore.platform.function;

import org.jspecify.annotations.NullMarked;
