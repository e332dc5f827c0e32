package org.dcss.eventstore.local.engines.dynamodb.items;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.shared.access.PaddingNumberEncoder;

/** A key as DynamoDB Local's file has it, in the order of its values. */
final class KeyBytes {

    private KeyBytes() {}

    /** Null for what is no value for the key, for binary keys, and for numbers that are not as DynamoDB writes them. */
    static byte @Nullable [] of(@Nullable AttributeValue value, AttributeDefinition key) {
        if (value == null) {
            return null;
        }
        if (key.attributeType() == ScalarAttributeType.N && value.type() == AttributeValue.Type.N) {
            return StoredItem.isUsual(value.n())
                    ? PaddingNumberEncoder.encodeBigDecimal(new BigDecimal(value.n()))
                    : null;
        }
        boolean isText = key.attributeType() == ScalarAttributeType.S && value.type() == AttributeValue.Type.S;
        return isText && !value.s().isEmpty() ? value.s().getBytes(StandardCharsets.UTF_8) : null;
    }
}
