// emmett over PostgreSQL: a stream for each lane, since appends to one stream at once refuse one another.
import { dumbo } from "@event-driven-io/dumbo";
import { getPostgreSQLEventStore, readMessagesBatch } from "@event-driven-io/emmett-postgresql";
import pg from "pg";

const CONNECTIONS = 16;
const PAGE = 1000;

export async function open(connectionString) {
  const pool = new pg.Pool({ connectionString, max: CONNECTIONS });
  const store = getPostgreSQLEventStore(connectionString, { connectionOptions: { pool } });
  await store.schema.migrate();
  const { execute } = dumbo({ connectionString, pool });
  let last = 0n;

  return {
    append: (lane, events) =>
      store.appendToStream(`${events[0].src}-${lane}`, events.map(({ type, data }) => ({ type, data }))),
    async replay() {
      let count = 0;
      let page = { currentGlobalPosition: 0n, areMessagesLeft: true };
      while (page.areMessagesLeft) {
        page = await readMessagesBatch(execute, { after: page.currentGlobalPosition, batchSize: PAGE });
        count += page.messages.length;
      }
      last = page.currentGlobalPosition;
      return count;
    },
    async poll() {
      return (await readMessagesBatch(execute, { after: last, batchSize: PAGE })).messages.length;
    },
  };
}
