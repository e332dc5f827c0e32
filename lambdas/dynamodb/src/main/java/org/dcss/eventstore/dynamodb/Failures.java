package org.dcss.eventstore.dynamodb;

import org.dcss.eventstore.core.Reply;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What the SDK's exceptions mean to the ports. */
final class Failures {

    private Failures() {}

    /** Whether the table asked to slow down, and so applied nothing. */
    private static boolean isThrottling(SdkException failure) {
        return failure instanceof AwsServiceException answered && answered.isThrottlingException();
    }

    /** The reply to a call that failed so. */
    static <T> Reply<T> reply(SdkException failure) {
        return isThrottling(failure) ? Reply.throttled() : new Reply.NoAnswer<>(reason(failure));
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
