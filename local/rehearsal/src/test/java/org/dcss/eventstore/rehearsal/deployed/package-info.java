@NullMarked
package org.dcss.eventstore.rehearsal.deployed;

import org.jspecify.annotations.NullMarked;
