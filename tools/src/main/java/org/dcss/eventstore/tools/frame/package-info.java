/** What all commands share: exit codes, configuration, messages to people, waiting. */
@NullMarked
package org.dcss.eventstore.tools.frame;

import org.jspecify.annotations.NullMarked;
