/**
 * The vocabulary: events, the slots they occupy, and the rule when a slot has settled. Every other room of core speaks
 * it; it knows none of them, and nothing of AWS.
 */
@NullMarked
package org.dcss.eventstore.core;

import org.jspecify.annotations.NullMarked;
