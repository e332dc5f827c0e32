package org.dcss.eventstore.dynamodb;

import java.time.Duration;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** Bounds a single call, whatever its client's own limits are. */
final class CallTimeout {

    private CallTimeout() {}

    /** How long the call may take, all in all. */
    static AwsRequestOverrideConfiguration of(Duration timeout) {
        return AwsRequestOverrideConfiguration.builder().apiCallTimeout(timeout).build();
    }
}
