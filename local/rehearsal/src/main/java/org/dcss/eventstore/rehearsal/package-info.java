/** Rehearses a deployment: what Terraform made on a stand-in for AWS is read back and run on this machine. */
@NullMarked
package org.dcss.eventstore.rehearsal;

import org.jspecify.annotations.NullMarked;
