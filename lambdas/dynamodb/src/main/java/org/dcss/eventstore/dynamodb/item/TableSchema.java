package org.dcss.eventstore.dynamodb.item;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The tables' keys, as Terraform sets them on AWS. */
public enum TableSchema {
    /** Events, and the index of the days that hold any. */
    EVENTS(number(Attributes.TS_DAY), number(Attributes.TS)),
    CLAIMS(text(Attributes.ID)),
    KEYS(text(Attributes.KEY_HASH)),
    /** What keys and quotas are used for. */
    USAGE(text(Attributes.ID)),
    /** What is computed from the log. */
    VIEWS(text(Attributes.VIEW), text(Attributes.KEY)),
    /** Versions of streams, clients' ids, and the index of what is not in the queue yet. */
    STREAMS(text(Attributes.STREAM), number(Attributes.VERSION)) {
        @Override
        List<Key> index() {
            return List.of(number(Attributes.PENDING), number(Attributes.APPENDED));
        }
    };

    /** The only index, where a table has one. */
    public static final String INDEX = Attributes.PENDING;

    record Key(String name, ScalarAttributeType type) {}

    @SuppressWarnings("ImmutableEnumChecker") // As List.of makes it.
    private final List<Key> key;

    TableSchema(Key... key) {
        this.key = List.of(key);
    }

    private static Key text(String name) {
        return new Key(name, ScalarAttributeType.S);
    }

    private static Key number(String name) {
        return new Key(name, ScalarAttributeType.N);
    }

    /** The names of the attributes that are the key, the partition's first. */
    public List<String> key() {
        return key.stream().map(Key::name).toList();
    }

    /** The attributes that are the index's key; empty where there is no index. */
    List<Key> index() {
        return List.of();
    }

    /** Asks for an empty table of this name. */
    public CreateTableRequest request(String name) {
        List<Key> attributes = new ArrayList<>(key);
        attributes.addAll(index());
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes.stream()
                        .map(attribute -> AttributeDefinition.builder()
                                .attributeName(attribute.name())
                                .attributeType(attribute.type())
                                .build())
                        .toList())
                .keySchema(elements(key));
        if (!index().isEmpty()) {
            request.globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                    .indexName(INDEX)
                    .keySchema(elements(index()))
                    .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                    .build());
        }
        return request.build();
    }

    private static List<KeySchemaElement> elements(List<Key> keys) {
        List<KeySchemaElement> elements = new ArrayList<>();
        for (Key key : keys) {
            elements.add(KeySchemaElement.builder()
                    .attributeName(key.name())
                    .keyType(elements.isEmpty() ? KeyType.HASH : KeyType.RANGE)
                    .build());
        }
        return elements;
    }
}
