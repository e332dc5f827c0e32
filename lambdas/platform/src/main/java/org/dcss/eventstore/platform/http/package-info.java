/** What answers over HTTP: requests, problems, and how long an answer may take. */
@NullMarked
package org.dcss.eventstore.platform.http;

import org.jspecify.annotations.NullMarked;
