package org.dcss.eventstore.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.dcss.eventstore.dynamodb.CreateTables;
import org.dcss.eventstore.dynamodb.KeyRegistry;
import org.dcss.eventstore.local.engines.Clients;
import org.dcss.eventstore.local.engines.Engines;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Local mode's keys: through the process that runs on the folder, or from the folder itself if none does. */
public final class LocalKeys implements AutoCloseable {

    static final String TABLE = "dcss-keys";
    private static final String ENDPOINT = "dynamodb-endpoint";

    private final KeyRegistry registry;
    private final AutoCloseable resources;

    private LocalKeys(DynamoDbClient dynamoDb, AutoCloseable resources, Clock clock) {
        this.registry = new KeyRegistry(dynamoDb, TABLE, clock);
        this.resources = resources;
    }

    /**
     * The keys of the local mode that stores in the folder.
     *
     * @throws StartException if the folder cannot be used
     */
    public static LocalKeys in(Path data, Clock clock) throws StartException {
        try {
            if (DataFolder.isInUse(data)) {
                DynamoDbClient dynamoDb = Clients.dynamoDb(URI.create(Files.readString(data.resolve(ENDPOINT))));
                return new LocalKeys(dynamoDb, dynamoDb, clock);
            }
            DataFolder folder = DataFolder.lock(data);
            Engines engines = Engines.at(data);
            CreateTables.keys(engines.dynamoDbClient(), TABLE);
            AutoCloseable both = () -> {
                engines.close();
                folder.close();
            };
            return new LocalKeys(engines.dynamoDbClient(), both, clock);
        } catch (IOException e) {
            throw new StartException("cannot open the keys in " + data + ": " + e.getMessage(), e);
        }
    }

    /** Tells where a key command finds the tables while this process has the folder. */
    static void publish(Path data, URI dynamoDb) throws IOException {
        Files.writeString(data.resolve(ENDPOINT), dynamoDb.toString());
    }

    public KeyRegistry registry() {
        return registry;
    }

    @Override
    public void close() {
        try {
            resources.close();
        } catch (Exception e) {
            throw new IllegalStateException("could not close the keys", e);
        }
    }
}
