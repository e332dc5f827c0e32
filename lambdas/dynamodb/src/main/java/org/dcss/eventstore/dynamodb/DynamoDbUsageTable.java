package org.dcss.eventstore.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.key.KeyUseTable;
import org.dcss.eventstore.core.key.QuotaTable;
import org.dcss.eventstore.dynamodb.item.Attributes;
import org.dcss.eventstore.dynamodb.item.UsageItems;
import org.dcss.eventstore.dynamodb.item.Values;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The usage table as submit sees it: it is changed by {@code UpdateItem} alone, and read only through its answers. */
public final class DynamoDbUsageTable implements QuotaTable, KeyUseTable {

    /** More functions than ever meet at one item. */
    private static final int MAX_ATTEMPTS = 4;

    private static final Duration KEPT = Duration.ofDays(2);

    private static final String THEN = "#" + Attributes.UNTIL;
    private static final String BUSY = THEN + " BETWEEN :now AND :before";
    private static final String IDLE =
            "attribute_not_exists(" + THEN + ") OR " + THEN + " < :now OR " + THEN + " > :absurd";
    private static final String SET = "SET #" + Attributes.EXPIRES + " = :expires, " + THEN + " = ";

    private static final String USED = "#" + Attributes.LAST_USED;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final AwsRequestOverrideConfiguration bounded;

    /** @param timeout for each call, its retries included */
    public DynamoDbUsageTable(DynamoDbClient dynamoDb, String table, Duration timeout) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.bounded = CallTimeout.of(timeout);
    }

    @Override
    public Result take(Source src, Instant now, Duration amount, Instant latest, Instant expected) {
        long start = UsageItems.micros(now);
        long wanted = amount.toNanos() / 1_000;
        long most = UsageItems.micros(latest);
        long absurd = UsageItems.micros(now.plus(ABSURD));
        long until = UsageItems.micros(expected);
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            boolean idle = until < start || until > absurd;
            long from = idle ? start : until;
            if (from + wanted > most) {
                return new Result.TooFar(UsageItems.instant(from));
            }
            try {
                UpdateItemRequest.Builder update = idle
                        ? update(
                                src,
                                SET + ":until",
                                IDLE,
                                Map.of(":until", start + wanted, ":now", start, ":absurd", absurd))
                        : update(
                                src,
                                SET + THEN + " + :wanted",
                                BUSY,
                                Map.of(":wanted", wanted, ":now", start, ":before", Math.min(most - wanted, absurd)));
                return new Result.Taken(UsageItems.instant(Values.number(call(update), Attributes.UNTIL)));
            } catch (ConditionalCheckFailedException e) {
                until = e.hasItem() ? Values.number(e.item(), Attributes.UNTIL) : 0;
            }
        }
        return new Result.TooFar(UsageItems.instant(until));
    }

    private UpdateItemRequest.Builder update(
            Source src, String expression, String condition, Map<String, Long> micros) {
        Map<String, AttributeValue> values = new HashMap<>();
        micros.forEach((name, value) -> values.put(name, Values.number(value)));
        Instant now = UsageItems.instant(micros.getOrDefault(":now", 0L));
        values.put(":expires", Values.seconds(now.plus(KEPT)));
        return UpdateItemRequest.builder()
                .key(UsageItems.ofQuota(src))
                .updateExpression(expression)
                .conditionExpression(condition)
                .expressionAttributeNames(Attributes.names(Attributes.UNTIL, Attributes.EXPIRES))
                .expressionAttributeValues(values)
                .returnValues(ReturnValue.ALL_NEW);
    }

    @Override
    public void used(String keyHash, LocalDate day) {
        try {
            call(UpdateItemRequest.builder()
                    .key(UsageItems.ofKey(keyHash))
                    .updateExpression("SET " + USED + " = :day")
                    .conditionExpression("attribute_not_exists(" + USED + ") OR " + USED + " < :day")
                    .expressionAttributeNames(Attributes.names(Attributes.LAST_USED))
                    .expressionAttributeValues(Map.of(":day", Values.text(day.toString()))));
        } catch (ConditionalCheckFailedException e) {
            // Another function has noted it.
        }
    }

    /** The item after the update. */
    private Map<String, AttributeValue> call(UpdateItemRequest.Builder update) {
        try {
            return dynamoDb.updateItem(update.tableName(table)
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                            .overrideConfiguration(bounded)
                            .build())
                    .attributes();
        } catch (ConditionalCheckFailedException e) {
            throw e;
        } catch (SdkException e) {
            throw new ReadFailedException("no answer from table " + table + ": " + Failures.reason(e), e);
        }
    }
}
