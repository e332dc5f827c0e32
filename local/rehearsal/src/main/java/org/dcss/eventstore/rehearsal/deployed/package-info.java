/** What is deployed, and what each function may do. */
@NullMarked
package org.dcss.eventstore.rehearsal.deployed;

import org.jspecify.annotations.NullMarked;
