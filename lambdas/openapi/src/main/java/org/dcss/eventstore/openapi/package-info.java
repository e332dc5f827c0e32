/** Makes of the OpenAPI document in {@code schemas} the files that are served. Runs in the build only. */
@NullMarked
package org.dcss.eventstore.openapi;

import org.jspecify.annotations.NullMarked;
