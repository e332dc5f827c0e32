package org.dcss.eventstore.benchmarks.testbed;

import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpHeaders;

/**
 * Counts what this process asks of DynamoDB, attempt by attempt: the SDK puts it into every DynamoDB client, because a
 * resource beside this class names it.
 */
public final class DynamoDbTraffic implements ExecutionInterceptor {

    /** Requests, and the bytes of their bodies and of those of the answers, since some moment. */
    public record Count(long requests, long bytes) {

        public Count minus(Count earlier) {
            return new Count(requests - earlier.requests, bytes - earlier.bytes);
        }
    }

    private static final LongAdder REQUESTS = new LongAdder();
    private static final LongAdder BYTES = new LongAdder();

    /** What has been counted since the process began. */
    public static Count now() {
        return new Count(REQUESTS.sum(), BYTES.sum());
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        REQUESTS.increment();
        BYTES.add(length(context.httpRequest()));
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        BYTES.add(length(context.httpResponse()));
    }

    private static long length(SdkHttpHeaders message) {
        return message.firstMatchingHeader("Content-Length")
                .map(Long::parseLong)
                .orElse(0L);
    }
}
