/**
 * What every Lambda shares: its environment, its AWS clients, the JSON that Lambda hands over and takes back, problem
 * documents, metrics and log lines.
 */
@NullMarked
package org.dcss.eventstore.platform;

import org.jspecify.annotations.NullMarked;
