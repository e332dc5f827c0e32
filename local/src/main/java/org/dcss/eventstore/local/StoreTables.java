package org.dcss.eventstore.local;

import java.nio.file.Path;
import java.util.Optional;
import org.dcss.eventstore.local.store.DataFolder;
import org.dcss.eventstore.local.store.LocalTables;
import org.dcss.eventstore.local.store.StartException;
import picocli.CommandLine.Option;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** Which log a command is about: local mode's or a deployment's. */
public final class StoreTables {

    /**
     * A log's tables, which can be used until {@link #close}.
     *
     * @param local all of local mode's; empty for a deployment's
     */
    public record Open(
            DynamoDbClient dynamoDb, String events, String claims, Optional<LocalTables> local, AutoCloseable resources)
            implements AutoCloseable {

        /** A deployment's. */
        public static Open deployed(DynamoDbClient dynamoDb, String events, String claims, AutoCloseable resources) {
            return new Open(dynamoDb, events, claims, Optional.empty(), resources);
        }

        /** Local mode's. */
        public static Open local(LocalTables tables) {
            return new Open(tables.dynamoDb(), LocalTables.EVENTS, LocalTables.CLAIMS, Optional.of(tables), tables);
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

    @Option(names = "--local", description = "Local mode's log, whether it runs or not.")
    private boolean local;

    @Option(names = "--data", paramLabel = "DIR", description = "The folder that local mode stores in (data).")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--events",
            paramLabel = "NAME",
            description = "A deployment's table of events; ./run.sh fills it in, and the next two.")
    private Optional<String> events = Optional.empty();

    @Option(names = "--claims", paramLabel = "NAME", description = "A deployment's table of claims.")
    private Optional<String> claims = Optional.empty();

    @Option(names = "--region", paramLabel = "REGION", description = "The tables' AWS region.")
    private Optional<String> region = Optional.empty();

    /**
     * The tables that the options name.
     *
     * @throws StartException if they name none, or both a deployment's and local mode's, or a folder in which local mode never
     *     stored, or if local mode's cannot be reached
     */
    public Open open() throws StartException {
        boolean deployed = events.isPresent() || claims.isPresent();
        if (local ? deployed : data.isPresent()) {
            throw new StartException("which log? --local and --data are for local mode's, --events and --claims for a"
                    + " deployment's; --data needs --local. Nothing was changed");
        }
        if (!local) {
            return openDeployed();
        }
        if (!DataFolder.holdsTables(folder())) {
            throw new StartException("local mode has stored nothing in " + folder().toAbsolutePath()
                    + ": name its folder with --data. Nothing was changed");
        }
        return openLocal();
    }

    /**
     * Local mode's tables, in the folder that is named.
     *
     * @throws StartException if the folder cannot be used
     */
    public Open openLocal() throws StartException {
        return Open.local(LocalTables.in(folder()));
    }

    private Path folder() {
        return data.orElse(LocalTables.FOLDER);
    }

    /**
     * The tables of a deployment.
     *
     * @throws StartException if none are named
     */
    public Open openDeployed() throws StartException {
        if (events.isEmpty() || claims.isEmpty()) {
            throw new StartException("which log? Say --local for local mode, or deploy first with ./run.sh");
        }
        DynamoDbClientBuilder client = DynamoDbClient.builder().httpClientBuilder(AwsCrtHttpClient.builder());
        region.map(Region::of).ifPresent(client::region);
        DynamoDbClient dynamoDb = client.build();
        return Open.deployed(dynamoDb, events.get(), claims.get(), dynamoDb);
    }
}
