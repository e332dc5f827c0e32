/** What submitting may be refused for. */
@NullMarked
package org.dcss.eventstore.submit.problem;

import org.jspecify.annotations.NullMarked;
