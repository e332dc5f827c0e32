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
 * @param resource the ARN of a queue or a table
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
        if (target.startsWith("DynamoDB_") && request.has("TableName")) {
            String table = request.path("TableName").asText();
            String resource = place.sibling("dynamodb", "table/" + table).toString();
            return Optional.of(new AwsCall("dynamodb", "dynamodb:" + operation, resource));
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
}
