/** Where the archive's objects are: a bucket of S3, or a folder. */
@NullMarked
package org.dcss.eventstore.archive;

import org.jspecify.annotations.NullMarked;
