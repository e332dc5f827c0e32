/** Reads back from AWS, or from what stands in for it, what is deployed, and checks what AWS would check. */
@NullMarked
package org.dcss.eventstore.rehearsal.deployed.reader;

import org.jspecify.annotations.NullMarked;
