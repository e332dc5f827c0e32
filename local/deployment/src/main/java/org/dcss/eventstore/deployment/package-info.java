/** What a deployment needs beside Terraform: a look at the plan and at what is live, and the steps between the two. */
@NullMarked
package org.dcss.eventstore.deployment;

import org.jspecify.annotations.NullMarked;
