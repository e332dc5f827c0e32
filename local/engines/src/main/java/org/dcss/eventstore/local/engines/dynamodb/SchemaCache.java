package org.dcss.eventstore.local.engines.dynamodb;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccessJob;
import software.amazon.dynamodb.services.local.shared.access.sqlite.TableSchemaInfo;

/**
 * Parses a table's schema once. DynamoDB Local parses it from the file for each statement about an item, which takes a fifth
 * of all that its database's thread does; these statements only look at it.
 */
final class SchemaCache extends DelegatingDeserializer {

    @Serial
    private static final long serialVersionUID = 1;

    /** More than there are tables; what was parsed before a table was changed is of no use any more. */
    private static final int MAX_SCHEMAS = 64;

    private final transient ConcurrentHashMap<ByteBuffer, Object> parsed = new ConcurrentHashMap<>();

    private SchemaCache(JsonDeserializer<?> engine) {
        super(engine);
    }

    /** Takes effect for all databases of this process; idempotent. */
    static synchronized void install() throws IOException {
        try {
            var field = SQLiteDBAccessJob.class.getDeclaredField("MAPPER");
            field.setAccessible(true);
            install((ObjectMapper) field.get(null));
        } catch (ReflectiveOperationException e) {
            throw new IOException("not the DynamoDB Local this was written for", e);
        }
    }

    private static void install(ObjectMapper mapper) {
        // Tells what is parsed by its bytes.
        mapper.getFactory().configure(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION, true);
        mapper.registerModule(new SimpleModule(SchemaCache.class.getName())
                .setDeserializerModifier(new BeanDeserializerModifier() {
                    @Override
                    public JsonDeserializer<?> modifyDeserializer(
                            DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> engine) {
                        return bean.getBeanClass() == TableSchemaInfo.class ? new SchemaCache(engine) : engine;
                    }
                }));
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> engine) {
        return new SchemaCache(engine);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!(parser.currentTokenLocation().contentReference().getRawContent() instanceof byte[] bytes)) {
            return super.deserialize(parser, context);
        }
        var schema = ByteBuffer.wrap(bytes);
        var known = parsed.get(schema);
        if (known != null) {
            return known;
        }
        var read = super.deserialize(parser, context);
        if (parsed.size() >= MAX_SCHEMAS) {
            parsed.clear();
        }
        parsed.put(schema, read);
        return read;
    }
}
