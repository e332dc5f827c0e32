package org.dcss.eventstore.rehearsal.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.rehearsal.deployed.Arn;

/**
 * A call as IAM sees it.
 *
 * @param action such as {@code dynamodb:PutItem}
 * @param resource the ARN of a queue, a table, a table's index, a bucket or one of its objects
 */
public record AwsCall(String service, String action, String resource) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String INDEX = "/index/";

    /** What a member of a transaction is allowed by: IAM knows no action for a transaction itself. */
    private static final Map<String, String> OF_TRANSACTIONS = Map.of(
            "ConditionCheck", "ConditionCheckItem",
            "Delete", "DeleteItem",
            "Get", "GetItem",
            "Put", "PutItem",
            "Update", "UpdateItem");

    /** The table, which may be an index's, or queue without the rest of its ARN. */
    public String name() {
        int index = resource.lastIndexOf(INDEX);
        String whole = index < 0 ? resource : resource.substring(0, index);
        return whole.substring(Math.max(whole.lastIndexOf(':'), whole.lastIndexOf('/')) + 1);
    }

    /**
     * Understands a call in the JSON protocols of SQS and DynamoDB that concerns one queue or one table, or a transaction, which is a
     * call for each of its members; empty for any other.
     *
     * @param target the header {@code X-Amz-Target}
     * @param place any ARN of the same region and account
     */
    static List<AwsCall> parse(String target, byte[] body, Arn place) throws IOException {
        String operation = target.substring(target.indexOf('.') + 1);
        JsonNode request = JSON.readTree(body);
        if (request.has("TransactItems")) {
            return request.path("TransactItems")
                    .valueStream()
                    .flatMap(member -> member.properties().stream())
                    .map(member -> onTable(
                            OF_TRANSACTIONS.getOrDefault(member.getKey(), member.getKey()),
                            member.getValue().path("TableName").asText(),
                            place))
                    .toList();
        }
        if (target.startsWith("DynamoDB_")) {
            String index =
                    request.has("IndexName") ? INDEX + request.path("IndexName").asText() : "";
            return table(request).stream()
                    .map(table -> onTable(operation, table + index, place))
                    .toList();
        }
        if (target.startsWith("AmazonSQS.") && request.has("QueueUrl")) {
            String url = request.path("QueueUrl").asText();
            String resource = place.sibling("sqs", url.substring(url.lastIndexOf('/') + 1))
                    .toString();
            // A batch needs the permission of a single one.
            return List.of(new AwsCall("sqs", "sqs:" + operation.replaceFirst("Batch$", ""), resource));
        }
        return List.of();
    }

    private static AwsCall onTable(String operation, String table, Arn place) {
        return new AwsCall(
                "dynamodb",
                "dynamodb:" + operation,
                place.sibling("dynamodb", "table/" + table).toString());
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
    static List<AwsCall> ofBucket(String method, String path) {
        String resource = "arn:aws:s3:::" + path.replaceFirst("^/", "").replaceFirst("/$", "");
        boolean isObject = resource.indexOf('/') > 0;
        return switch (method) {
            case "GET", "HEAD" -> List.of(new AwsCall("s3", isObject ? "s3:GetObject" : "s3:ListBucket", resource));
            case "PUT" -> isObject ? List.of(new AwsCall("s3", "s3:PutObject", resource)) : List.of();
            default -> List.of();
        };
    }
}
