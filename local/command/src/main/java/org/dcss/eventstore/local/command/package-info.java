/** What all commands of this project share. */
@NullMarked
package org.dcss.eventstore.local.command;

import org.jspecify.annotations.NullMarked;
