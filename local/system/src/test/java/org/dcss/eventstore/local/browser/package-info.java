/** A real browser, driven by the W3C WebDriver protocol over plain HTTP. */
@NullMarked
package org.dcss.eventstore.local.browser;

import org.jspecify.annotations.NullMarked;
