package org.dcss.eventstore.dynamodb;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The tables' keys, as Terraform sets them on AWS. */
public enum TableSchema {
    /** Events, and the index of the days that hold any. */
    EVENTS(ScalarAttributeType.N, Attributes.TS_DAY, Attributes.TS),
    CLAIMS(ScalarAttributeType.S, Attributes.ID),
    KEYS(ScalarAttributeType.S, Attributes.KEY_HASH),
    /** What keys and quotas are used for. */
    USAGE(ScalarAttributeType.S, Attributes.ID),
    /** What is computed from the log. */
    VIEWS(ScalarAttributeType.S, Attributes.VIEW, Attributes.KEY);

    private final ScalarAttributeType type;

    @SuppressWarnings("ImmutableEnumChecker") // As List.of makes it.
    private final List<String> key;

    TableSchema(ScalarAttributeType type, String... key) {
        this.type = type;
        this.key = List.of(key);
    }

    /** The names of the attributes that are the key, the partition's first. */
    public List<String> key() {
        return key;
    }

    /** Asks for an empty table of this name. */
    public CreateTableRequest request(String name) {
        List<AttributeDefinition> attributes = new ArrayList<>();
        List<KeySchemaElement> schema = new ArrayList<>();
        for (String attribute : key) {
            KeyType role = schema.isEmpty() ? KeyType.HASH : KeyType.RANGE;
            attributes.add(AttributeDefinition.builder()
                    .attributeName(attribute)
                    .attributeType(type)
                    .build());
            schema.add(KeySchemaElement.builder()
                    .attributeName(attribute)
                    .keyType(role)
                    .build());
        }
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes)
                .keySchema(schema)
                .build();
    }
}
