package org.dcss.eventstore.local.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.PlainText;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.key.KeyHash;
import org.dcss.eventstore.core.key.KeyRecord;
import org.dcss.eventstore.core.key.KeyTable;
import org.dcss.eventstore.dynamodb.DynamoDbKeyTable;
import org.dcss.eventstore.dynamodb.DynamoDbTables;
import org.dcss.eventstore.dynamodb.item.KeyItems;
import org.dcss.eventstore.dynamodb.item.Values;
import org.dcss.eventstore.local.administration.KeyRegistry.Wish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeysIT {

    @RegisterExtension
    static final DynamoDbTables DYNAMO_DB = new DynamoDbTables();

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Source CPO = new Source("cpo");
    private static final Source CAO = new Source("cao");

    private static final EventType MILESTONE = new EventType("milestone");
    private static final EventType LOGFILE = new EventType("logfile");

    private final String name = DYNAMO_DB.table(CreateTables::keys);
    private final KeyTable table = new DynamoDbKeyTable(DYNAMO_DB.client(), name);
    private final KeyRegistry registry = registryAt(NOW);

    @Test
    void createdKeyIsFoundByItsHash() {
        CreateResult.Created created = create(CPO, "main server", Optional.of(Duration.ofDays(90)));

        assertThat(created.key()).matches("dcss_cpo_[A-Za-z0-9_-]{43}");
        assertThat(table.find(KeyHash.of(created.key())))
                .contains(new KeyRecord(
                        CPO, "main server", NOW, Optional.of(NOW.plus(Duration.ofDays(90))), Optional.empty()));
    }

    @Test
    void keyWithoutAnEndHasNone() {
        CreateResult.Created created = create(CPO, "", Optional.empty());

        assertThat(table.find(KeyHash.of(created.key())).orElseThrow().expires())
                .isEmpty();
    }

    @Test
    void keyIsShownNowhereButInItsCreation() {
        CreateResult.Created created = create(CPO, "", Optional.empty());

        String secret = created.key().substring("dcss_cpo_".length());
        assertThat(created.toString()).doesNotContain(secret);
        assertThat(registry.list().toString()).doesNotContain(secret);
        assertThat(DYNAMO_DB.client().scan(scan -> scan.tableName(name)).items().toString())
                .contains(KeyHash.of(created.key()))
                .doesNotContain(secret);
    }

    @Test
    void unknownKeyIsNotFound() {
        assertThat(table.find(KeyHash.of("qwerty"))).isEmpty();
    }

    @Test
    void absentTableFailsTheRead() {
        KeyTable absent = new DynamoDbKeyTable(DYNAMO_DB.client(), "absent");

        assertThatThrownBy(() -> absent.find(KeyHash.of("qwerty"))).isInstanceOf(ReadFailedException.class);
    }

    @Test
    void thirdValidKeyOfOneSourceIsNotMade() {
        CreateResult.Created first = create(CPO, "1", Optional.empty());
        CreateResult.Created second = create(CPO, "2", Optional.of(Duration.ofDays(1)));

        CreateResult third = registry.create(CPO, "3", Optional.empty());

        assertThat(third)
                .isInstanceOfSatisfying(
                        CreateResult.TooMany.class,
                        tooMany -> assertThat(tooMany.valid())
                                .containsExactlyInAnyOrder(first.registered(), second.registered()));
        assertThat(registry.create(CAO, "", Optional.empty())).isInstanceOf(CreateResult.Created.class);
        assertThat(registry.list()).hasSize(3);
    }

    @Test
    void revokedAndExpiredKeysMakeRoom() {
        CreateResult.Created first = create(CPO, "1", Optional.empty());
        create(CPO, "2", Optional.of(Duration.ofDays(1)));

        registry.revoke(first.registered().id());
        assertThat(registry.create(CPO, "3", Optional.empty())).isInstanceOf(CreateResult.Created.class);
        assertThat(registryAt(NOW.plus(Duration.ofDays(1))).create(CPO, "4", Optional.empty()))
                .isInstanceOf(CreateResult.Created.class);
    }

    @Test
    void revokedKeyIsInvalidAtOnce() {
        CreateResult.Created created = create(CPO, "", Optional.empty());
        Instant midSecond = NOW.plusMillis(700);

        RevokeResult revoked = registryAt(midSecond).revoke(created.registered().id());

        assertThat(revoked).isInstanceOf(RevokeResult.Revoked.class);
        assertThat(table.find(KeyHash.of(created.key())).orElseThrow().isValidAt(midSecond))
                .isFalse();
    }

    @Test
    void revokingAgainKeepsTheFirstTime() {
        CreateResult.Created created = create(CPO, "", Optional.empty());
        RevokeResult first = registry.revoke(created.registered().id());

        assertThat(registryAt(NOW.plusSeconds(60)).revoke(created.registered().hash()))
                .isEqualTo(first);
    }

    @Test
    void idThatNamesTwoKeysRevokesNeither() {
        for (String hash : List.of("0123456789abcd", "0123456789abce")) {
            DYNAMO_DB
                    .client()
                    .putItem(put -> put.tableName(name)
                            .item(KeyItems.item(
                                    hash, new KeyRecord(CPO, hash, NOW, Optional.empty(), Optional.empty()))));
        }

        assertThat(registry.revoke("0123456789ab")).isEqualTo(new RevokeResult.Ambiguous(registry.list()));
        assertThat(registry.list())
                .hasSize(2)
                .allSatisfy(key -> assertThat(key.record().revoked()).isEmpty());
        assertThat(registry.revoke("0123456789abcd")).isInstanceOf(RevokeResult.Revoked.class);
    }

    @Test
    void idThatNamesNoKeyRevokesNothing() {
        create(CPO, "", Optional.empty());

        assertThat(registry.revoke("0123456789ab")).isEqualTo(new RevokeResult.Unknown());
        assertThat(registry.revoke("")).isEqualTo(new RevokeResult.Unknown());
        assertThat(registry.list())
                .allSatisfy(key -> assertThat(key.record().revoked()).isEmpty());
    }

    @Test
    void ensuredKeyIsFoundAndMayBeEnsuredAgain() {
        EnsureResult first = registry.ensure("qwerty", CPO);
        EnsureResult again = registryAt(NOW.plusSeconds(60)).ensure("qwerty", CPO);

        assertThat(first).isInstanceOf(EnsureResult.Added.class);
        assertThat(again).isEqualTo(new EnsureResult.AlreadyValid(first.key()));
        assertThat(registry.list()).containsExactly(first.key());
        assertThat(table.find(KeyHash.of("qwerty"))).contains(first.key().record());
    }

    @Test
    void revokedKeyStaysRevokedWhoeverGivesItAgain() {
        RegisteredKey key = registry.ensure("qwerty", CPO).key();
        RevokeResult.Revoked revoked = (RevokeResult.Revoked) registry.revoke(key.id());

        EnsureResult again = registryAt(NOW.plusSeconds(60)).ensure("qwerty", CPO);

        assertThat(again).isEqualTo(new EnsureResult.Revoked(revoked.key()));
        assertThat(table.find(KeyHash.of("qwerty")).orElseThrow().revoked()).contains(NOW);
        assertThat(registry.valid()).isEmpty();
    }

    @Test
    void expiredKeyStaysExpiredWhoeverGivesItAgain() {
        CreateResult.Created created = create(CPO, "", Optional.of(Duration.ofDays(1)));
        KeyRegistry later = registryAt(NOW.plus(Duration.ofDays(1)));

        assertThat(later.ensure(created.key(), CPO)).isEqualTo(new EnsureResult.Expired(created.registered()));
        assertThat(registry.valid()).containsExactly(created.registered());
        assertThat(later.valid()).isEmpty();
        assertThat(later.list()).containsExactly(created.registered());
    }

    @Test
    void keyOfAnotherSourceStaysItsOwn() {
        RegisteredKey key = registry.ensure("qwerty", CPO).key();

        assertThat(registry.ensure("qwerty", CAO)).isEqualTo(new EnsureResult.OtherSource(key));
        assertThat(registry.list()).containsExactly(key);
    }

    @Test
    void scopeOfAKeyIsKept() {
        Wish wish = new Wish(CPO, "tests", Optional.empty(), Set.of(MILESTONE, LOGFILE), true);
        CreateResult.Created created = (CreateResult.Created) registry.create(wish);

        KeyRecord found = table.find(KeyHash.of(created.key())).orElseThrow();
        assertThat(created.key()).startsWith("dcss_cpo_test_");
        assertThat(found.types()).containsExactlyInAnyOrder(MILESTONE, LOGFILE);
        assertThat(found.test()).isTrue();
        assertThat(found).isEqualTo(created.registered().record());
    }

    @Test
    void testKeysTakeNoPlaceFromOthers() {
        for (int i = 0; i < KeyRegistry.MAX_VALID; i++) {
            assertThat(registry.create(new Wish(CPO, "", Optional.empty(), Set.of(), true)))
                    .isInstanceOf(CreateResult.Created.class);
        }

        assertThat(registry.create(new Wish(CPO, "", Optional.empty(), Set.of(), true)))
                .isInstanceOf(CreateResult.TooMany.class);
        assertThat(registry.create(CPO, "", Optional.empty())).isInstanceOf(CreateResult.Created.class);
    }

    @Test
    void keyOfAnEarlierVersionIsForAllTypes() {
        DYNAMO_DB
                .client()
                .putItem(put -> put.tableName(name)
                        .item(Map.of(
                                "key_hash",
                                Values.text("0123456789abcd"),
                                "src",
                                Values.text("cpo"),
                                "label",
                                Values.text("\u001b[2J"),
                                "created",
                                Values.number(0))));

        assertThat(table.find("0123456789abcd"))
                .contains(new KeyRecord(CPO, "\u001b[2J", Instant.EPOCH, Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[31mred", "two\nlines", "\u0007", "\u202egnirts", "\u009b1m", "\ud83d"})
    void labelThatSteersATerminalIsRefused(String label) {
        assertThatThrownBy(() -> registry.create(CPO, label, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .satisfies(message -> assertThat(PlainText.isPlain(message)).isTrue());
        assertThat(registry.list()).isEmpty();
    }

    @Test
    void listIsBySourceAndAge() {
        RegisteredKey cpo = create(CPO, "", Optional.empty()).registered();
        RegisteredKey older =
                registryAt(NOW.minusSeconds(5)).ensure("older", CPO).key();
        RegisteredKey cao = create(CAO, "", Optional.empty()).registered();

        assertThat(registry.list()).isEqualTo(List.of(cao, older, cpo));
    }

    private CreateResult.Created create(Source src, String label, Optional<Duration> validFor) {
        return (CreateResult.Created) registry.create(src, label, validFor);
    }

    private KeyRegistry registryAt(Instant now) {
        return new KeyRegistry(DYNAMO_DB.client(), name, Clock.fixed(now, ZoneOffset.UTC));
    }
}
