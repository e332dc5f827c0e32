/** Plays IAM: lets a function's calls to SQS and DynamoDB through if its role allows them, and no others. */
@NullMarked
package org.dcss.eventstore.rehearsal.gate;

import org.jspecify.annotations.NullMarked;
