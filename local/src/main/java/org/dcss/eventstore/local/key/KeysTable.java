package org.dcss.eventstore.local.key;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.dcss.eventstore.local.administration.KeyRegistry;
import org.dcss.eventstore.local.administration.KeyUses;
import org.dcss.eventstore.local.store.LocalTables;
import org.dcss.eventstore.local.store.StartException;
import picocli.CommandLine.Option;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** Which table of keys a command is about. */
final class KeysTable {

    interface Action {

        /**
         * Does it.
         *
         * @param used the UTC day on which each key was last used, by its hash
         * @return the command's exit code
         */
        int on(KeyRegistry registry, Supplier<Map<String, LocalDate>> used);
    }

    @Option(names = "--local", description = "The keys of local mode, whether it runs or not.")
    private boolean local;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "With --local: the folder that local mode stores in (data).")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--table", paramLabel = "NAME", description = "A deployment's table; ./run.sh key fills it in.")
    private Optional<String> table = Optional.empty();

    @Option(
            names = "--usage-table",
            paramLabel = "NAME",
            description = "A deployment's table of when keys were used; ./run.sh key fills it in.")
    private Optional<String> usageTable = Optional.empty();

    @Option(names = "--region", paramLabel = "REGION", description = "The table's AWS region.")
    private Optional<String> region = Optional.empty();

    int with(Action action, Clock clock) throws StartException {
        if (local) {
            try (LocalTables tables = LocalTables.in(data.orElse(LocalTables.FOLDER))) {
                return action.on(
                        new KeyRegistry(tables.dynamoDb(), LocalTables.KEYS, clock),
                        () -> KeyUses.all(tables.dynamoDb(), LocalTables.USAGE));
            }
        }
        if (data.isPresent()) {
            throw new StartException(
                    "--data is local mode's folder: say --local, too, or leave it out. Nothing was changed");
        }
        if (table.isEmpty()) {
            throw new StartException("which keys? Say --local for local mode, or deploy first with ./run.sh");
        }
        DynamoDbClientBuilder client = DynamoDbClient.builder().httpClientBuilder(AwsCrtHttpClient.builder());
        region.map(Region::of).ifPresent(client::region);
        try (DynamoDbClient dynamoDb = client.build()) {
            return action.on(
                    new KeyRegistry(dynamoDb, table.get(), clock),
                    () -> usageTable.map(name -> KeyUses.all(dynamoDb, name)).orElse(Map.of()));
        }
    }
}
