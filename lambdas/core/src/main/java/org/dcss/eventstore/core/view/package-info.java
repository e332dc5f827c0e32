/** Views: what is computed from the log, kept exactly however often and by however many projectors it is applied. */
@NullMarked
package org.dcss.eventstore.core.view;

import org.jspecify.annotations.NullMarked;
