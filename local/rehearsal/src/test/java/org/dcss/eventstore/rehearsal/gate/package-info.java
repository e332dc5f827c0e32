@NullMarked
package org.dcss.eventstore.rehearsal.gate;

import org.jspecify.annotations.NullMarked;
