package org.dcss.eventstore.local.administration;

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
import java.util.Set;
import java.util.random.RandomGenerator;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.PlainText;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.key.KeyHash;
import org.dcss.eventstore.core.key.KeyRecord;
import org.dcss.eventstore.dynamodb.item.Attributes;
import org.dcss.eventstore.dynamodb.item.KeyItems;
import org.dcss.eventstore.dynamodb.item.Values;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The keys table as its keeper sees it: makes, lists and revokes the keys that sources submit with. Submitting notices
 * within the time for which it caches a key.
 *
 * <p>Failures are the SDK's exceptions. Two calls at the same time may together pass {@link #MAX_VALID}.
 */
public final class KeyRegistry {

    /** How many valid keys a source has at most: the old and the new while it changes over. Test keys count apart. */
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

    /** What a new key is to be. */
    public record Wish(Source src, String label, Optional<Duration> validFor, Set<EventType> types, boolean test) {

        /** @throws IllegalArgumentException if no key may be called this */
        public Wish {
            if (!KeyRecord.isLabel(label)) {
                throw new IllegalArgumentException("not a label: " + PlainText.of(label));
            }
            types = Set.copyOf(types);
        }
    }

    /**
     * Makes a key of 256 random bits, such as {@code dcss_cpo_…}, for all types of events.
     *
     * @param validFor empty for a key without an end
     */
    public CreateResult create(Source src, String label, Optional<Duration> validFor) {
        return create(new Wish(src, label, validFor, Set.of(), false));
    }

    /** Makes a key of 256 random bits, such as {@code dcss_cpo_…}, or {@code dcss_cpo_test_…} for tests. */
    public CreateResult create(Wish wish) {
        Source src = wish.src();
        Instant now = now();
        List<RegisteredKey> valid = valid().stream()
                .filter(key -> key.record().src().equals(src) && key.record().test() == wish.test())
                .toList();
        if (valid.size() >= MAX_VALID) {
            return new CreateResult.TooMany(valid);
        }
        byte[] secret = new byte[KEY_BYTES];
        random.nextBytes(secret);
        String key = "dcss_" + src + (wish.test() ? "_test_" : "_")
                + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        KeyRecord made = new KeyRecord(
                src, wish.label(), now, wish.validFor().map(now::plus), Optional.empty(), wish.types(), wish.test());
        String hash = KeyHash.of(key);
        putIfAbsent(hash, made);
        return new CreateResult.Created(key, new RegisteredKey(hash, made));
    }

    /**
     * Makes a key of one's own choice valid, without an end, if it is not known; for local mode. Idempotent. A key that is
     * known is left as it is: in particular a revoked one stays revoked, since when it is.
     */
    public EnsureResult ensure(String key, Source src) {
        Instant now = now();
        String hash = KeyHash.of(key);
        KeyRecord made = new KeyRecord(src, "given to local mode", now, Optional.empty(), Optional.empty());
        Optional<KeyRecord> known = putIfAbsent(hash, made);
        if (known.isEmpty()) {
            return new EnsureResult.Added(new RegisteredKey(hash, made));
        }
        RegisteredKey there = new RegisteredKey(hash, known.get());
        if (!there.record().src().equals(src)) {
            return new EnsureResult.OtherSource(there);
        } else if (there.record().isValidAt(now)) {
            return new EnsureResult.AlreadyValid(there);
        }
        return there.record().revoked().isPresent() ? new EnsureResult.Revoked(there) : new EnsureResult.Expired(there);
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

    /** The keys that may be submitted with now, by source and age. */
    public List<RegisteredKey> valid() {
        Instant now = now();
        return list().stream().filter(key -> key.record().isValidAt(now)).toList();
    }

    /**
     * Refuses a key from now on. Idempotent: a key stays revoked since the first time.
     *
     * @param id {@link RegisteredKey#id()}, or more digits of the hash
     */
    public RevokeResult revoke(String id) {
        if (id.length() < KeyHash.ID_LENGTH) {
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
                    .updateExpression("SET #" + Attributes.REVOKED + " = :now")
                    .conditionExpression("attribute_exists(#" + Attributes.KEY_HASH + ") AND attribute_not_exists(#"
                            + Attributes.REVOKED + ")")
                    .expressionAttributeNames(Attributes.names(Attributes.KEY_HASH, Attributes.REVOKED))
                    .expressionAttributeValues(Map.of(":now", Values.seconds(now()))));
        } catch (ConditionalCheckFailedException e) {
            // It was revoked before.
        }
        Map<String, AttributeValue> revoked = dynamoDb.getItem(
                        get -> get.tableName(table).key(key).consistentRead(true))
                .item();
        return new RevokeResult.Revoked(new RegisteredKey(hash, KeyItems.key(revoked)));
    }

    /** What the table holds already; empty if the key was put. */
    private Optional<KeyRecord> putIfAbsent(String hash, KeyRecord made) {
        try {
            dynamoDb.putItem(put -> put.tableName(table)
                    .item(KeyItems.item(hash, made))
                    .conditionExpression("attribute_not_exists(#" + Attributes.KEY_HASH + ")")
                    .expressionAttributeNames(Attributes.names(Attributes.KEY_HASH))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return Optional.empty();
        } catch (ConditionalCheckFailedException e) {
            return Optional.of(KeyItems.key(e.item()));
        }
    }

    /** In whole seconds, which is what the table keeps; begun ones left out, so that a key is revoked at once. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
