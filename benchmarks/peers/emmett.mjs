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
    // A page is in the order of transactions and goes on by position, so what was written at the same time may come twice.
    async replay() {
      const seen = new Set();
      let page = { currentGlobalPosition: 0n, areMessagesLeft: true };
      while (page.areMessagesLeft) {
        page = await readMessagesBatch(execute, { after: page.currentGlobalPosition, batchSize: PAGE });
        for (const { metadata } of page.messages) seen.add(metadata.globalPosition);
      }
      last = page.currentGlobalPosition;
      return seen.size;
    },
    async poll() {
      return (await readMessagesBatch(execute, { after: last, batchSize: PAGE })).messages.length;
    },
  };
}
