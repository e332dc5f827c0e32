package org.dcss.eventstore.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcss.eventstore.dynamodb.CreateTables;
import org.dcss.eventstore.local.engines.Clients;
import org.dcss.eventstore.local.engines.Engines;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Local mode's tables: through the process that runs on the folder, or from the folder itself if none does. */
public final class LocalTables implements AutoCloseable {

    public static final String EVENTS = "dcss-events";
    public static final String CLAIMS = "dcss-claims";
    public static final String KEYS = "dcss-keys";
    public static final String USAGE = "dcss-usage";

    private static final String ENDPOINT = "dynamodb-endpoint";

    private final DynamoDbClient dynamoDb;
    private final AutoCloseable resources;

    private LocalTables(DynamoDbClient dynamoDb, AutoCloseable resources) {
        this.dynamoDb = dynamoDb;
        this.resources = resources;
    }

    /**
     * The tables of the local mode that stores in the folder.
     *
     * @throws StartException if the folder cannot be used
     */
    public static LocalTables in(Path data) throws StartException {
        try {
            if (DataFolder.isInUse(data)) {
                DynamoDbClient dynamoDb = Clients.dynamoDb(URI.create(Files.readString(data.resolve(ENDPOINT))));
                return new LocalTables(dynamoDb, dynamoDb);
            }
            DataFolder folder = DataFolder.lock(data);
            Engines engines = Engines.at(data);
            create(engines.dynamoDbClient());
            AutoCloseable both = () -> {
                engines.close();
                folder.close();
            };
            return new LocalTables(engines.dynamoDbClient(), both);
        } catch (IOException e) {
            throw new StartException("cannot open the tables in " + data + ": " + e.getMessage(), e);
        }
    }

    static void create(DynamoDbClient dynamoDb) {
        CreateTables.events(dynamoDb, EVENTS, false);
        CreateTables.claims(dynamoDb, CLAIMS);
        CreateTables.keys(dynamoDb, KEYS);
        CreateTables.usage(dynamoDb, USAGE);
    }

    /** Tells where other processes find the tables while this one has the folder. */
    static void publish(Path data, URI dynamoDb) throws IOException {
        Files.writeString(data.resolve(ENDPOINT), dynamoDb.toString());
    }

    public DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    @Override
    public void close() {
        try {
            resources.close();
        } catch (Exception e) {
            throw new IllegalStateException("could not close the tables", e);
        }
    }
}
