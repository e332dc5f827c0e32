@NullMarked
package org.dcss.eventstore.local.runtime;

import org.jspecify.annotations.NullMarked;
