// castore over DynamoDB: an aggregate for each lane, since each event of an aggregate names its version.
import { BillingMode, CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventStore, EventType } from "@castore/core";
import { DynamoDBSingleTableEventStorageAdapter } from "@castore/event-storage-adapter-dynamodb";

const TABLE = "castore";

export async function open(endpoint) {
  const dynamoDBClient = new DynamoDBClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const key = (name, type) => ({ AttributeName: name, KeyType: type });
  await dynamoDBClient.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: BillingMode.PAY_PER_REQUEST,
      AttributeDefinitions: Object.entries({ aggregateId: "S", version: "N", eventStoreId: "S", timestamp: "S" }).map(
        ([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }),
      ),
      KeySchema: [key("aggregateId", "HASH"), key("version", "RANGE")],
      GlobalSecondaryIndexes: [
        {
          IndexName: "initialEvents",
          KeySchema: [key("eventStoreId", "HASH"), key("timestamp", "RANGE")],
          Projection: { ProjectionType: "KEYS_ONLY" },
        },
      ],
    }),
  );
  const store = new EventStore({
    eventStoreId: "DCSS",
    eventTypes: ["milestone", "logfile"].map((type) => new EventType({ type })),
    reducer: (aggregate, event) => ({ ...aggregate, aggregateId: event.aggregateId, version: event.version }),
    eventStorageAdapter: new DynamoDBSingleTableEventStorageAdapter({ tableName: TABLE, dynamoDBClient }),
  });
  const versions = new Map();

  function next(lane, { type, src, data }) {
    const aggregateId = `${src}-${lane}`;
    const version = (versions.get(aggregateId) ?? 0) + 1;
    versions.set(aggregateId, version);
    return { aggregateId, version, type, payload: data };
  }

  return {
    async append(lane, events) {
      if (events.length === 1) return store.pushEvent(next(lane, events[0]));
      return EventStore.pushEventGroup(...events.map((event) => store.groupEvent(next(lane, event))));
    },
    // It has no order across aggregates: all of one, then all of the next.
    async replay() {
      let count = 0;
      let pageToken;
      do {
        const page = await store.listAggregateIds({ pageToken });
        for (const { aggregateId } of page.aggregateIds) count += (await store.getEvents(aggregateId)).events.length;
        pageToken = page.nextPageToken;
      } while (pageToken !== undefined);
      return count;
    },
    async poll(lane) {
      const aggregateId = `cpo-${lane}`;
      return (await store.getEvents(aggregateId, { minVersion: (versions.get(aggregateId) ?? 0) + 1 })).events.length;
    },
  };
}
