/** {@code ship}: sends the lines of a server's files. */
@NullMarked
package org.dcss.eventstore.tools.ship;

import org.jspecify.annotations.NullMarked;
