package org.dcss.eventstore.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {

    private static final String TABLE = "module.events.aws_dynamodb_table.this";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws_dynamodb_table | ['delete'] | would be deleted",
                "aws_dynamodb_table | ['delete','create'] | would be replaced",
                "aws_dynamodb_table | ['create','delete'] | would be replaced",
                "aws_dynamodb_table | ['forget'] | would be forgotten",
                "aws_dynamodb_table | ['create','forget'] | would be forgotten",
                "aws_sqs_queue | ['delete','create'] | would be replaced",
                "aws_s3_bucket | ['delete'] | would be deleted"
            })
    void whatHoldsEventsIsLost(String type, String actions, String how) throws IOException {
        Plan plan = Plans.of(Plans.resource(TABLE, type, actions.replace('\'', '"')));

        assertThat(plan.losses()).containsExactly(new Plan.Loss(TABLE, how));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws_dynamodb_table | ['no-op']",
                "aws_dynamodb_table | ['update']",
                "aws_dynamodb_table | ['create']",
                "aws_lambda_function | ['delete','create']",
                "aws_sqs_queue_policy | ['delete']"
            })
    void whatStaysOrHoldsNothingIsNotLost(String type, String actions) throws IOException {
        assertThat(Plans.of(Plans.resource(TABLE, type, actions.replace('\'', '"')))
                        .losses())
                .isEmpty();
    }

    @Test
    void whatIsNotFoundWhereItWasIsLost() throws IOException {
        Plan plan = Plans.read("\"resource_drift\":["
                + Plans.resource(TABLE, "aws_dynamodb_table", "[\"delete\"]") + "],\"resource_changes\":["
                + Plans.resource(TABLE, "aws_dynamodb_table", "[\"create\"]") + "]");

        assertThat(plan.losses()).containsExactly(new Plan.Loss(TABLE, "is not there any more"));
    }

    @Test
    void whatCountsUseFillsAgain() throws IOException {
        assertThat(Plans.of(Plans.resource(
                                "module.usage.aws_dynamodb_table.this",
                                "aws_dynamodb_table",
                                "[\"delete\",\"create\"]"))
                        .losses())
                .isEmpty();
    }

    @Test
    void whatIsLoggedAtTheEdgeIsNotTheStores() throws IOException {
        assertThat(Plans.of(Plans.resource(
                                "module.edge[0].module.logs.aws_s3_bucket.this", "aws_s3_bucket", "[\"delete\"]"))
                        .losses())
                .isEmpty();
    }

    @Test
    void whatWasCutOffIsUnfinishedAndNotLost() throws IOException {
        Plan plan = Plans.of(Plans.tainted(TABLE, "aws_dynamodb_table"));

        assertThat(plan.losses()).isEmpty();
        assertThat(plan.unfinished()).containsExactly(TABLE);
    }

    @Test
    void anythingElseIsRefused() {
        assertThatIOException()
                .isThrownBy(() -> Plan.read(new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest(name = "{0} from {1} to {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "module.events | [] | [{\"enabled\":true}] | true",
                "module.events | [{\"enabled\":false}] | [{\"enabled\":true}] | true",
                "module.events | [{\"enabled\":true}] | [{\"enabled\":true}] | false",
                "module.events | [{\"enabled\":true}] | [{\"enabled\":false}] | false",
                "module.events | [{\"enabled\":false}] | [{\"enabled\":false}] | false",
                "module.usage | [{\"enabled\":false}] | [{\"enabled\":true}] | false",
            })
    void expiryThatBeginsIsSeenInEventsAlone(String module, String before, String after, boolean begins)
            throws IOException {
        Plan plan = Plans.of(Plans.table(
                module + ".aws_dynamodb_table.this", "{\"ttl\":" + before + "}", "{\"ttl\":" + after + "}"));

        assertThat(plan.beginsToExpire().isPresent()).isEqualTo(begins);
    }

    @Test
    void aNewTableHasNothingThatExpires() throws IOException {
        Plan plan = Plans.of(
                Plans.table("module.events.aws_dynamodb_table.this", "null", "{\"ttl\":[{\"enabled\":true}]}"));

        assertThat(plan.beginsToExpire()).isEmpty();
    }
}
