import { setTimeout as realSleep } from "node:timers/promises";
import type { Sql, Store } from "../../src/store/sql.js";
import { createLog } from "../../src/telemetry/log.js";
import { Secret } from "../../src/telemetry/secret.js";
import type { DeliveryOutcome } from "../../src/webhooks/relay/model.js";
import { type Relay, startRelay } from "../../src/webhooks/relay/relay.js";
import type { FakeClock } from "./fake-clock.js";
import { LogLines } from "./log-lines.js";

export const RELAY_SECRET = `whsec_${Buffer.from("a secret of thirty-two bytes....").toString("base64")}`;

export interface TestRelay extends Relay, AsyncDisposable {
  readonly log: LogLines;
  readonly outcomes: { readonly name: string; readonly outcome: DeliveryOutcome }[];
  readonly givenUp: string[];
}

/** A relay to these URLs. By default, targets may be on this machine. */
export function relayTo(
  urls: readonly string[],
  options: {
    store: Store;
    clock: FakeClock;
    random?: () => number;
    privateHosts?: readonly string[];
  },
): TestRelay {
  const log = new LogLines();
  const outcomes: TestRelay["outcomes"] = [];
  const givenUp: string[] = [];
  const relay = startRelay({
    settings: {
      urls: urls.map((url) => new URL(url)),
      secret: new Secret(RELAY_SECRET),
      privateHosts: options.privateHosts ?? ["127.0.0.1"],
    },
    source: "school",
    store: () => Promise.resolve(options.store),
    clock: options.clock,
    random: options.random ?? (() => 1),
    log: createLog({ level: "trace", secrets: [], destination: log }),
    observer: {
      target: () => undefined,
      delivery: (name, outcome) => void outcomes.push({ name, outcome }),
      givenUp: (name) => void givenUp.push(name),
    },
  });
  return { ...relay, log, outcomes, givenUp, [Symbol.asyncDispose]: () => relay.stop() };
}

let stored = 0;

/** Stores messages as a listener does. Each body is JSON with its text. Returns the texts. */
export async function storeMessages(
  sql: Sql,
  messages: readonly { readonly text: string; readonly verified?: boolean; readonly command?: string }[],
): Promise<string[]> {
  const rows = messages.map(({ text, verified = true, command = "Command" }) => ({
    key: `key ${(stored += 1)}`,
    verified,
    command,
    body: JSON.stringify({ text }),
  }));
  await sql.rows(
    `insert into webhook_messages (vendor, verified, key, command, topic, body, received_at)
     select 'classin', verified, key, command, 'course', body, now()
     from jsonb_to_recordset($1::jsonb) as message(verified boolean, key text, command text, body text)`,
    [JSON.stringify(rows)],
  );
  return messages.map(({ text }) => text);
}

/** Resolves once the relay's targets have their rows: later messages are relayed. */
export const targetsKnown = (sql: Sql, count: number): Promise<void> =>
  until(async () => (await sql.rows("select from webhook_relays")).length >= count);

/** Polls in real time. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 90_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error("Waited in vain.");
    await realSleep(2);
  }
}

/** Time jumps in steps until it holds. Sockets and the store get real time after each jump. */
export async function advanceUntil(
  clock: FakeClock,
  stepMs: number,
  holds: () => boolean | Promise<boolean>,
): Promise<void> {
  await until(async () => {
    for (let waits = 0; waits < 3; waits += 1) {
      if (await holds()) return true;
      await realSleep(2);
    }
    await clock.stall(stepMs);
    return false;
  });
}

export const textsOf = (received: readonly { readonly body: string }[]): string[] =>
  received.map(({ body }) => (JSON.parse(body) as { text: string }).text);

/** Without what was delivered again right after itself. */
export const withoutRepeats = (texts: readonly string[]): string[] =>
  texts.filter((text, index) => text !== texts[index - 1]);
