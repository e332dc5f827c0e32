package org.dcss.eventstore.local.store;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.dcss.eventstore.local.administration.CreateTables;
import org.dcss.eventstore.local.engines.Engines;
import org.dcss.eventstore.local.engines.access.Access;
import org.dcss.eventstore.local.engines.access.AccessKey;
import org.dcss.eventstore.local.engines.access.PortGuard;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Local mode's tables: through the process that runs on the folder, or from the folder itself if none does. */
public final class LocalTables implements AutoCloseable {

    /** Where local mode stores unless told otherwise. */
    public static final Path FOLDER = Path.of("data");

    public static final String EVENTS = "dcss-events";
    public static final String CLAIMS = "dcss-claims";
    public static final String KEYS = "dcss-keys";
    public static final String USAGE = "dcss-usage";
    public static final String VIEWS = "dcss-views";
    public static final String STREAMS = "dcss-streams";

    private final DynamoDbClient dynamoDb;
    private final Duration projection;
    private final AutoCloseable resources;

    private LocalTables(DynamoDbClient dynamoDb, Duration projection, AutoCloseable resources) {
        this.dynamoDb = dynamoDb;
        this.projection = projection;
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
                DynamoDbClient dynamoDb = PrivateDoor.dynamoDb(data);
                return new LocalTables(dynamoDb, LocalOptions.PROJECTOR_TIMEOUT, dynamoDb);
            }
            DataFolder folder = DataFolder.lock(data);
            AccessKey own = AccessKey.random(new SecureRandom());
            Engines engines = Engines.at(data, new Access(own, PortGuard.only(own), PortGuard.only(own)));
            PrivateFiles.takeFromOthers(data);
            create(engines.dynamoDbClient());
            AutoCloseable both = () -> {
                engines.close();
                folder.close();
            };
            return new LocalTables(engines.dynamoDbClient(), Duration.ZERO, both);
        } catch (IOException e) {
            throw new StartException("cannot open the tables in " + data + ": " + e.getMessage(), e);
        }
    }

    /** Makes those that are missing. */
    public static void create(DynamoDbClient dynamoDb) {
        CreateTables.events(dynamoDb, EVENTS);
        CreateTables.claims(dynamoDb, CLAIMS);
        CreateTables.keys(dynamoDb, KEYS);
        CreateTables.usage(dynamoDb, USAGE);
        CreateTables.views(dynamoDb, VIEWS);
        CreateTables.streams(dynamoDb, STREAMS);
    }

    public DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    /** How long a projector may still go on that is at work now; zero where no local mode runs. */
    public Duration projection() {
        return projection;
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
