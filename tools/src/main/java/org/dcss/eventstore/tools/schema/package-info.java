/** Schemas of event types: whether files would be accepted, and a first schema for a new type. */
@NullMarked
package org.dcss.eventstore.tools.schema;

import org.jspecify.annotations.NullMarked;
