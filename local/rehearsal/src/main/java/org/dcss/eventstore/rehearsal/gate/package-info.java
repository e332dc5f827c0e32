/** Plays IAM: lets a function's calls to SQS, DynamoDB and S3 through if its role allows them, and no others. */
@NullMarked
package org.dcss.eventstore.rehearsal.gate;

import org.jspecify.annotations.NullMarked;
