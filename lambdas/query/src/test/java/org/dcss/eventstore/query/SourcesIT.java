package org.dcss.eventstore.query;

import org.dcss.eventstore.dynamodb.DynamoDbTables;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SourcesIT extends SourcesContract {

    @RegisterExtension
    static final DynamoDbTables DYNAMO_DB = new DynamoDbTables();

    @Override
    StoreUnderTest store(TestClock clock) {
        return StoreUnderTest.over(DYNAMO_DB, clock);
    }
}
