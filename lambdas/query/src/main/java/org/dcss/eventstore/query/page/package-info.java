/**
 * What people look at: the page, the contract in a viewer and the OpenAPI document, all of it static files that are packed
 * with the function. Nothing is read before the first request for it.
 */
@NullMarked
package org.dcss.eventstore.query.page;

import org.jspecify.annotations.NullMarked;
