package org.dcss.eventstore.rehearsal.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import org.dcss.eventstore.rehearsal.deployed.Arn;

/**
 * A call as IAM sees it.
 *
 * @param action such as {@code dynamodb:PutItem}
 * @param resource the ARN of a queue, a table, a bucket or one of its objects
 */
public record AwsCall(String service, String action, String resource) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The table or queue without the rest of its ARN. */
    public String name() {
        return resource.substring(Math.max(resource.lastIndexOf(':'), resource.lastIndexOf('/')) + 1);
    }

    /**
     * Understands a call in the JSON protocols of SQS and DynamoDB that concerns one queue or one table; empty for
     * any other.
     *
     * @param target the header {@code X-Amz-Target}
     * @param place any ARN of the same region and account
     */
    static Optional<AwsCall> parse(String target, byte[] body, Arn place) throws IOException {
        String operation = target.substring(target.indexOf('.') + 1);
        JsonNode request = JSON.readTree(body);
        if (target.startsWith("DynamoDB_")) {
            return table(request)
                    .map(table -> new AwsCall(
                            "dynamodb",
                            "dynamodb:" + operation,
                            place.sibling("dynamodb", "table/" + table).toString()));
        }
        if (target.startsWith("AmazonSQS.") && request.has("QueueUrl")) {
            String url = request.path("QueueUrl").asText();
            String resource = place.sibling("sqs", url.substring(url.lastIndexOf('/') + 1))
                    .toString();
            // A batch needs the permission of a single one.
            return Optional.of(new AwsCall("sqs", "sqs:" + operation.replaceFirst("Batch$", ""), resource));
        }
        return Optional.empty();
    }

    /** A batch names its tables as the members of what it asks for. */
    private static Optional<String> table(JsonNode request) {
        JsonNode batch = request.path("RequestItems");
        return batch.size() == 1
                ? Optional.of(batch.fieldNames().next())
                : Optional.of(request.path("TableName").asText()).filter(name -> !name.isEmpty());
    }

    /**
     * Understands a call to S3 that concerns one object, or the list of a bucket's; empty for any other.
     *
     * @param path the bucket, and behind it the object
     */
    static Optional<AwsCall> ofBucket(String method, String path) {
        String resource = "arn:aws:s3:::" + path.replaceFirst("^/", "").replaceFirst("/$", "");
        boolean isObject = resource.indexOf('/') > 0;
        return switch (method) {
            case "GET", "HEAD" -> Optional.of(new AwsCall("s3", isObject ? "s3:GetObject" : "s3:ListBucket", resource));
            case "PUT" -> isObject ? Optional.of(new AwsCall("s3", "s3:PutObject", resource)) : Optional.empty();
            default -> Optional.empty();
        };
    }
}
