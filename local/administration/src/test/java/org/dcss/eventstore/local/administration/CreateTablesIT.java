package org.dcss.eventstore.local.administration;

import static org.assertj.core.api.Assertions.assertThat;

import org.dcss.eventstore.dynamodb.DynamoDbTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

final class CreateTablesIT {

    @RegisterExtension
    static final DynamoDbTables DYNAMO_DB = new DynamoDbTables();

    @Test
    void claimsAndTailsNeverExpire() {
        assertThat(expiring(DYNAMO_DB.table(CreateTables::claims))).isEqualTo(TimeToLiveStatus.DISABLED);
    }

    @Test
    void tableWhoseClaimsWereToExpireKeepsThemFromNowOn() {
        String name = DYNAMO_DB.table(CreateTables::claims);
        DYNAMO_DB
                .client()
                .updateTimeToLive(table -> table.tableName(name)
                        .timeToLiveSpecification(
                                ttl -> ttl.attributeName("expires").enabled(true)));
        assertThat(expiring(name)).isEqualTo(TimeToLiveStatus.ENABLED);

        CreateTables.claims(DYNAMO_DB.client(), name);

        assertThat(expiring(name)).isEqualTo(TimeToLiveStatus.DISABLED);
    }

    @Test
    void usageExpires() {
        String name = DYNAMO_DB.table(CreateTables::usage);

        CreateTables.usage(DYNAMO_DB.client(), name);

        assertThat(expiring(name)).isEqualTo(TimeToLiveStatus.ENABLED);
    }

    private static TimeToLiveStatus expiring(String name) {
        return DYNAMO_DB
                .client()
                .describeTimeToLive(table -> table.tableName(name))
                .timeToLiveDescription()
                .timeToLiveStatus();
    }
}
