/** What a part of a server's file costs. */
@NullMarked
package org.dcss.eventstore.benchmarks.files;

import org.jspecify.annotations.NullMarked;
