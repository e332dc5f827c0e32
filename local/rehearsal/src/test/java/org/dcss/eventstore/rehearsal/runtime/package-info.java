@NullMarked
package org.dcss.eventstore.rehearsal.runtime;

import org.jspecify.annotations.NullMarked;
