/** {@code GET /track.gif}: an image of one pixel, each request for which is an event. */
@NullMarked
package org.dcss.eventstore.submit.pixel;

import org.jspecify.annotations.NullMarked;
