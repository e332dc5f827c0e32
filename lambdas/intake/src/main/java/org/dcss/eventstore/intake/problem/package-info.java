/** What submitting may be refused for. */
@NullMarked
package org.dcss.eventstore.intake.problem;

import org.jspecify.annotations.NullMarked;
