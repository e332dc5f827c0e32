/** Local mode's command, and what it says; the commands on a log or its keys are in packages of their own. */
@NullMarked
package org.dcss.eventstore.local;

import org.jspecify.annotations.NullMarked;
