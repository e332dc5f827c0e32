/** Sends events to a deployment and follows its log while it is upgraded, and judges what became of them. */
@NullMarked
package org.dcss.eventstore.rehearsal.traffic;

import org.jspecify.annotations.NullMarked;
