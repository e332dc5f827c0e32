package org.dcss.eventstore.local.engines.dynamodb.items;

import com.almworks.sqlite4java.SQLiteConnection;
import java.util.Optional;
import software.amazon.dynamodb.services.local.shared.access.TableInfo;

/** DynamoDB Local's database, for requests that read and write its rows without DynamoDB Local's own functions. */
public interface Database {

    /** Reads or writes rows, and returns what came of it. */
    @FunctionalInterface
    interface Statements<T> {
        T run(SQLiteConnection connection) throws Exception;
    }

    /** On the connection of DynamoDB Local, between two of its own jobs, or within the request that asks for it. */
    <T> T on(Statements<T> statements);

    /** A table that is no more than its items: empty where some table has a stream, since each change is noted there, too. */
    Optional<TableInfo> plainTable(String tableName);
}
