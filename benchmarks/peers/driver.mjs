// Speaks to one event store: node driver.mjs STORE ADDRESS EVENTS. Takes a command a line on its standard input, as JSON, and answers
// each with a line; EVENTS.ready says that it does. STORE.mjs opens the store and gives append(lane, events), replay() and poll(lane); each connection is a lane.
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [name, address, file] = process.argv.slice(2);
const events = readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line));
const store = await (await import(`./${name}.mjs`)).open(address);
let sent = 0;

function batch(size) {
  const first = (sent++ * size) % (events.length - size + 1);
  return events.slice(first, first + size);
}

// Each lane does the next as soon as the one before is done.
async function closedLoop(lanes, millis, most, work) {
  const start = performance.now();
  let count = 0;
  const lane = async (number) => {
    while (performance.now() - start < millis && count < most) {
      const done = await work(number);
      count += done;
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)));
  return { count, seconds: (performance.now() - start) / 1000 };
}

const commands = {
  append: ({ connections, size, millis, most }) =>
    closedLoop(connections, millis, most, async (lane) => {
      await store.append(lane, batch(size));
      return size;
    }),
  replay: async () => ({ count: await store.replay(), seconds: 0 }),
  poll: ({ connections, millis, most }) =>
    closedLoop(connections, millis, most, async (lane) => {
      if ((await store.poll(lane)) !== 0) throw new Error("not a poll that finds nothing");
      return 1;
    }),
};

writeFileSync(`${file}.ready`, "");
for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  console.log(JSON.stringify(await commands[command.do](command)));
}
process.exit(0);
