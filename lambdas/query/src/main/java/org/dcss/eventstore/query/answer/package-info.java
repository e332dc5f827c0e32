/** What a client gets: events as JSON, compressed, named by a tag and bounded, and how long they may be kept. */
@NullMarked
package org.dcss.eventstore.query.answer;

import org.jspecify.annotations.NullMarked;
