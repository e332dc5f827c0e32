/** What a client asks for: parameters, read strictly, and headers. */
@NullMarked
package org.dcss.eventstore.query.request;

import org.jspecify.annotations.NullMarked;
