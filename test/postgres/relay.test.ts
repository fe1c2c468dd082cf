import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Store } from "../../src/store/sql.js";
import { storeProvider } from "../../src/store/store.js";
import { type Postgres, startPostgres } from "../support/postgres.js";
import { storeMessages, targetsKnown, textsOf, until, withoutRepeats } from "../support/relay.js";
import { NO_EVENTS } from "../support/store.js";
import { startReceiver } from "../support/webhook-receiver.js";

let postgres: Postgres;
let provider: ReturnType<typeof storeProvider>;
let store: Store;
const replicas: Replica[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  provider = storeProvider({ databaseUrl: postgres.url, folder: "", events: NO_EVENTS });
  store = await provider.open();
});
beforeEach(() => store.rows("truncate webhook_messages, webhook_relays"));
afterEach(async () => {
  await Promise.all(replicas.splice(0).map((replica) => replica.kill()));
});
afterAll(async () => {
  await provider.close();
  await postgres[Symbol.asyncDispose]();
});

/** A process that relays to one target. */
class Replica {
  out = "";
  readonly process: ChildProcess;

  constructor(target: string) {
    const script = fileURLToPath(new URL("relay-replica.ts", import.meta.url));
    this.process = spawn(process.execPath, ["--import", "tsx", script], {
      env: { PATH: process.env["PATH"], NODE_ENV: "test", DATABASE_URL: postgres.url, TARGET: target },
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.process.stdout?.on("data", (text) => (this.out += String(text)));
  }

  async kill(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    this.process.kill("SIGKILL");
    await once(this.process, "exit");
  }
}

function startReplica(target: string): Replica {
  const replica = new Replica(target);
  replicas.push(replica);
  return replica;
}

const COUNT = 300;
const numbered = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ text: `${from + index}` }));
/** How many numbers the target is behind. */
const behind = async (): Promise<number> => {
  const [row] = await store.rows<{ behind: number }>(
    `select (select max(number) from webhook_messages)::float8 - position::float8 as behind from webhook_relays`,
  );
  return row?.behind ?? Number.NaN;
};

/** Holds the answer to the message with this text, once. */
async function receiverThatHolds(text: string) {
  let release: (() => void) | undefined;
  const receiver = await startReceiver(({ body }) => {
    if (release !== undefined || body !== JSON.stringify({ text })) return 200;
    return new Promise((resolve) => {
      release = () => resolve(200);
    });
  });
  return { receiver, release: () => release?.(), isHolding: () => release !== undefined };
}

test("a replica that is killed loses nothing: the other goes on when its lease ends", async () => {
  const { receiver, isHolding } = await receiverThatHolds("100");
  await using _receiver = receiver;
  const first = startReplica(receiver.url);
  await targetsKnown(store, 1);
  const texts = await storeMessages(store, numbered(0, COUNT));
  await until(isHolding);
  startReplica(receiver.url);
  await first.kill();
  const killedAt = performance.now();
  await until(async () => (await behind()) === 0);
  console.info(`went on and ended ${Math.round(performance.now() - killedAt)} ms after the kill`);
  expect(withoutRepeats(textsOf(receiver.received))).toEqual(texts);
  expect(receiver.received.length).toBeLessThanOrEqual(COUNT + 1);
  const ids = receiver.received.map(({ headers }) => headers["webhook-id"]);
  expect(new Set(ids).size).toBe(COUNT);
});

test("a replica that stalled loses its lease, and moves nothing back when it wakes", async () => {
  const { receiver, release, isHolding } = await receiverThatHolds("100");
  await using _receiver = receiver;
  const stalled = startReplica(receiver.url);
  await targetsKnown(store, 1);
  const texts = await storeMessages(store, numbered(0, COUNT));
  await until(isHolding);
  stalled.process.kill("SIGSTOP");
  release();
  startReplica(receiver.url);
  await until(async () => (await behind()) === 0);
  stalled.process.kill("SIGCONT");
  await until(() => stalled.out.includes("this replica stalled"));
  expect(await behind()).toBe(0);
  expect(withoutRepeats(textsOf(receiver.received))).toEqual(texts);
});

test("two replicas deliver each message once and in order, while messages arrive", async () => {
  await using receiver = await startReceiver();
  const both = [startReplica(receiver.url), startReplica(receiver.url)];
  await targetsKnown(store, 1);
  const texts: string[] = [];
  for (let batch = 0; batch < 30; batch += 1) {
    texts.push(...(await storeMessages(store, numbered(batch * 10, 10))));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await until(async () => (await behind()) === 0);
  expect(textsOf(receiver.received)).toEqual(texts);
  for (const { out } of both) expect(out).toBe("");
});
