package org.dcss.eventstore.local.store;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.local.engines.access.AccessKey;
import org.dcss.eventstore.local.engines.access.Clients;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * How other processes of the same user reach the engines of a local mode that runs: a file in its folder that only the
 * user can read, with the ports and this start's access key, in the words of an AWS environment.
 *
 * @param sqs only where asked for; without it the queue's port does not know the access key
 */
record PrivateDoor(AccessKey key, URI dynamoDb, Optional<URI> sqs) {

    private static final String KEY_ID = "AWS_ACCESS_KEY_ID";
    private static final String SECRET = "AWS_SECRET_ACCESS_KEY";
    private static final String DYNAMODB = "AWS_ENDPOINT_URL_DYNAMODB";

    /** Opens the door; closing what is returned takes the file away. */
    AutoCloseable openIn(Path data) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "AWS_REGION=" + Clients.REGION.id(),
                "AWS_DEFAULT_REGION=" + Clients.REGION.id(),
                KEY_ID + "=" + key.id(),
                SECRET + "=" + key.secret(),
                DYNAMODB + "=" + dynamoDb));
        sqs.ifPresent(endpoint -> lines.add("AWS_ENDPOINT_URL_SQS=" + endpoint));
        PrivateFiles.write(data.resolve(DataFolder.ENDPOINTS), lines);
        return () -> Files.deleteIfExists(data.resolve(DataFolder.ENDPOINTS));
    }

    /**
     * A client of the running local mode's tables.
     *
     * @throws StartException if it has not got so far yet
     */
    static DynamoDbClient dynamoDb(Path data) throws IOException, StartException {
        if (!Files.exists(data.resolve(DataFolder.ENDPOINTS))) {
            throw new StartException("local mode is just starting on " + data + ": try again in a moment");
        }
        Map<String, String> values = new HashMap<>();
        for (String line : Files.readAllLines(data.resolve(DataFolder.ENDPOINTS))) {
            int split = line.indexOf('=');
            values.put(line.substring(0, Math.max(0, split)), line.substring(split + 1));
        }
        return Clients.dynamoDb(
                URI.create(values.getOrDefault(DYNAMODB, "")),
                new AccessKey(values.getOrDefault(KEY_ID, ""), values.getOrDefault(SECRET, "")));
    }
}
