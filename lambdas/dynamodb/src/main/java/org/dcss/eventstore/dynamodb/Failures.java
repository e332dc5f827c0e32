package org.dcss.eventstore.dynamodb;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What the SDK's exceptions mean to the ports. */
final class Failures {

    private Failures() {}

    /** Whether the table asked to slow down, and so applied nothing. */
    static boolean isThrottling(SdkException failure) {
        return failure instanceof AwsServiceException answered && answered.isThrottlingException();
    }

    /** Whether the request itself was at fault, and so nothing was applied. */
    static boolean isInvalid(SdkException failure) {
        return failure instanceof AwsServiceException answered
                && answered.awsErrorDetails() != null
                && "ValidationException".equals(answered.awsErrorDetails().errorCode());
    }

    /** For logs: what failed, without the request's content. */
    static String reason(SdkException failure) {
        String kind = failure.getClass().getSimpleName();
        return failure instanceof AwsServiceException answered && answered.awsErrorDetails() != null
                ? kind + " (" + answered.awsErrorDetails().errorCode() + ", status " + answered.statusCode() + ")"
                : kind;
    }
}
