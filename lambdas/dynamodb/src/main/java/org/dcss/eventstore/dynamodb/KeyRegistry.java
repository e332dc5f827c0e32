package org.dcss.eventstore.dynamodb;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.dcss.eventstore.core.KeyHash;
import org.dcss.eventstore.core.KeyRecord;
import org.dcss.eventstore.core.Source;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The keys table as its keeper sees it: makes, lists and revokes the keys that sources submit with. Submitting notices
 * within the time for which it caches a key.
 *
 * <p>Failures are the SDK's exceptions. Two calls at the same time may together pass {@link #MAX_VALID}.
 */
public final class KeyRegistry {

    /** How many valid keys a source has at most: the old and the new while it changes over. */
    public static final int MAX_VALID = 2;

    private static final int KEY_BYTES = 32;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Clock clock;
    private final RandomGenerator random;

    public KeyRegistry(DynamoDbClient dynamoDb, String table, Clock clock) {
        this(dynamoDb, table, clock, new SecureRandom());
    }

    KeyRegistry(DynamoDbClient dynamoDb, String table, Clock clock, RandomGenerator random) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Makes a key of 256 random bits, such as {@code dcss_cpo_…}.
     *
     * @param validFor empty for a key without an end
     */
    public CreateResult create(Source src, String label, Optional<Duration> validFor) {
        Instant now = now();
        List<RegisteredKey> valid = list().stream()
                .filter(key -> key.record().src().equals(src) && key.record().isValidAt(now))
                .toList();
        if (valid.size() >= MAX_VALID) {
            return new CreateResult.TooMany(valid);
        }
        byte[] secret = new byte[KEY_BYTES];
        random.nextBytes(secret);
        String key =
                "dcss_" + src + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        KeyRecord made = new KeyRecord(src, label, now, validFor.map(now::plus), Optional.empty());
        return new CreateResult.Created(key, put(key, made));
    }

    /** Makes a key of one's own choice valid, without an end; for local mode. Idempotent. */
    public RegisteredKey accept(String key, Source src, String label) {
        return put(key, new KeyRecord(src, label, now(), Optional.empty(), Optional.empty()));
    }

    /** All keys, revoked and expired ones too, by source and age. */
    public List<RegisteredKey> list() {
        List<RegisteredKey> keys = new ArrayList<>();
        dynamoDb.scanPaginator(scan -> scan.tableName(table).consistentRead(true)).items().stream()
                .map(item -> new RegisteredKey(KeyItems.hash(item), KeyItems.key(item)))
                .forEach(keys::add);
        keys.sort(Comparator.comparing((RegisteredKey key) -> key.record().src().name())
                .thenComparing(key -> key.record().created())
                .thenComparing(RegisteredKey::hash));
        return keys;
    }

    /**
     * Refuses a key from now on. Idempotent: a key stays revoked since the first time.
     *
     * @param id {@link RegisteredKey#id()}, or more digits of the hash
     */
    public RevokeResult revoke(String id) {
        if (id.length() < RegisteredKey.ID_LENGTH) {
            return new RevokeResult.Unknown();
        }
        List<RegisteredKey> named =
                list().stream().filter(key -> key.hash().startsWith(id)).toList();
        if (named.size() != 1) {
            return named.isEmpty() ? new RevokeResult.Unknown() : new RevokeResult.Ambiguous(named);
        }
        String hash = named.get(0).hash();
        Map<String, AttributeValue> key = Map.of(Attributes.KEY_HASH, Values.text(hash));
        try {
            dynamoDb.updateItem(update -> update.tableName(table)
                    .key(key)
                    .updateExpression("SET #revoked = :now")
                    .conditionExpression("attribute_exists(key_hash) AND attribute_not_exists(#revoked)")
                    .expressionAttributeNames(Map.of("#revoked", Attributes.REVOKED))
                    .expressionAttributeValues(Map.of(":now", Values.seconds(now()))));
        } catch (ConditionalCheckFailedException e) {
            // It was revoked before.
        }
        Map<String, AttributeValue> revoked = dynamoDb.getItem(
                        get -> get.tableName(table).key(key).consistentRead(true))
                .item();
        return new RevokeResult.Revoked(new RegisteredKey(hash, KeyItems.key(revoked)));
    }

    private RegisteredKey put(String key, KeyRecord made) {
        String hash = KeyHash.of(key);
        dynamoDb.putItem(put -> put.tableName(table).item(KeyItems.item(hash, made)));
        return new RegisteredKey(hash, made);
    }

    /** In whole seconds, which is what the table keeps; begun ones left out, so that a key is revoked at once. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
