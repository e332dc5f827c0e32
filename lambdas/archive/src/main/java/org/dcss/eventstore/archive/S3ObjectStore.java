package org.dcss.eventstore.archive;

import java.util.Optional;
import java.util.function.Supplier;
import org.dcss.eventstore.core.archive.object.Bytes;
import org.dcss.eventstore.core.archive.object.ObjectStore;
import org.dcss.eventstore.core.view.ViewTableException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Objects in a bucket of S3, which reads what was written and keeps conditions on writes
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html). Safe for use by several threads.
 */
public final class S3ObjectStore implements ObjectStore {

    private static final String NO_SUCH_KEY = "NoSuchKey";
    private static final int PRECONDITION_FAILED = 412;

    private final S3Client s3;
    private final String bucket;

    /** @param s3 may retry: every call may be repeated */
    public S3ObjectStore(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public Optional<Stored> read(String name) {
        GetObjectRequest request =
                GetObjectRequest.builder().bucket(bucket).key(name).build();
        return answer(name, () -> {
            try {
                ResponseInputStream<GetObjectResponse> content = s3.getObject(request);
                return Optional.of(new Stored(content.response().eTag(), content));
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public boolean put(String name, Optional<String> replaces, Bytes content) {
        String type = name.endsWith(".gz") ? "application/gzip" : "application/json";
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket(bucket).key(name).contentType(type);
        replaces.ifPresentOrElse(request::ifMatch, () -> request.ifNoneMatch("*"));
        RequestBody body = RequestBody.fromContentProvider(content::open, content.length(), type);
        return answer(name, () -> {
            try {
                s3.putObject(request.build(), body);
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == PRECONDITION_FAILED || code(e).equals(NO_SUCH_KEY)) {
                    return false;
                }
                throw e;
            }
        });
    }

    private <T> T answer(String name, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new ViewTableException("no answer from bucket " + bucket + " on " + name + ": " + reason(e), e);
        }
    }

    private static String code(AwsServiceException failure) {
        return failure.awsErrorDetails() == null
                ? ""
                : failure.awsErrorDetails().errorCode();
    }

    /** For logs: what failed, without the request's content. */
    private static String reason(SdkException failure) {
        String kind = failure.getClass().getSimpleName();
        return failure instanceof AwsServiceException answered
                ? kind + " (" + code(answered) + ", status " + answered.statusCode() + ")"
                : kind;
    }
}
