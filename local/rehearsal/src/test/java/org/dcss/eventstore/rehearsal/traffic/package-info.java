@NullMarked
package org.dcss.eventstore.rehearsal.traffic;

import org.jspecify.annotations.NullMarked;
