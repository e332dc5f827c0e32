@NullMarked
package org.dcss.eventstore.deployment;

import org.jspecify.annotations.NullMarked;
