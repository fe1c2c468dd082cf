import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { cancelOperation } from "../../src/bulk/api/cancel.js";
import { findOperation, listItems } from "../../src/bulk/api/queries.js";
import { startOperation } from "../../src/bulk/api/start.js";
import type { Attempt } from "../../src/bulk/engine/attempt.js";
import type { Task } from "../../src/bulk/engine/task.js";
import { createVendorAvailability } from "../../src/bulk/engine/vendor-availability.js";
import { startWorker, type Worker } from "../../src/bulk/engine/worker.js";
import type { Target } from "../../src/bulk/model.js";
import { succeededAt } from "../../src/bulk/outcome.js";
import { openEmbedded } from "../../src/store/embedded.js";
import { type Sql, type Store, StoreUnavailable } from "../../src/store/sql.js";
import type { MemberChange } from "../../src/tencent-im/model.js";
import { systemClock } from "../../src/vendor/clock.js";
import { settled } from "../support/fake-clock.js";
import { PATIENTLY } from "../support/patiently.js";
import { storeFolder } from "../support/store.js";

const folder = await storeFolder();
const store = await openEmbedded(folder.path, new AbortController().signal);
afterAll(async () => {
  await store.close();
  await folder[Symbol.asyncDispose]();
});

/** A process. Once killed, it never reaches the store or the vendor again. */
interface Process {
  readonly worker: Worker;
  kill(): void;
}

/** The vendor's behaviour for each call, in turn. */
const FATES = ["done", "done", "done", "lost", "refused", "down", "throws", "blind"] as const;
type Fate = (typeof FATES)[number];

/** A vendor that records the changes it applied, in order. */
class FakeVendor {
  readonly made: string[] = [];
  #fates: Fate[];
  /** Counts the arrived calls and the applied changes. */
  #moments = 0;
  readonly #waiting = new Set<{ readonly at: number; readonly resolve: () => void }>();
  constructor(fates: readonly Fate[]) {
    this.#fates = [...fates];
  }
  /** From now on every call succeeds. */
  recover(): void {
    this.#fates = [];
  }
  next(): Fate {
    return this.#fates.shift() ?? "done";
  }
  hasMade(card: string): boolean {
    return this.made.includes(card);
  }
  make(card: string): void {
    this.made.push(card);
    this.passMoment();
  }
  passMoment(): void {
    this.#moments += 1;
    for (const waiting of this.#waiting) {
      if (waiting.at > this.#moments) continue;
      this.#waiting.delete(waiting);
      waiting.resolve();
    }
  }
  /** Resolves in the middle of the work, after this many more events. */
  after(moments: number): Promise<void> {
    return new Promise((resolve) => this.#waiting.add({ at: this.#moments + moments, resolve }));
  }
}

const nameOf = (target: Target): string => (target as MemberChange).nameCard ?? "";
const isMute = (target: Target): boolean => (target as MemberChange).muteForSeconds !== undefined;

const failure = (kind: string, outcome: "failed" | "unknown", worthRepeating: boolean): Attempt => ({
  outcome: { outcome, failure: kind, code: null, extra: null, endedAt: new Date() },
  worthRepeating,
  neverSent: false,
});

function taskFor(vendor: FakeVendor, life: { isKilled: boolean }): Task {
  const forEver = new Promise<never>(() => undefined);
  return {
    vendor: "tencent-im",
    mostAtOnce: 4,
    mostChunks: 2,
    isRepeatable: (target) => !isMute(target),
    async wasDone(target) {
      vendor.passMoment();
      await settled();
      if (life.isKilled) return forEver;
      return vendor.next() === "blind" ? null : vendor.hasMade(nameOf(target));
    },
    async run(target) {
      vendor.passMoment();
      await settled();
      if (life.isKilled) return forEver;
      const fate = vendor.next();
      if (fate === "throws") throw new Error("a defect");
      if (fate === "refused") return failure("not-permitted", "failed", false);
      if (fate === "down") return failure("unavailable", "failed", true);
      vendor.make(nameOf(target));
      await settled();
      if (life.isKilled) return forEver;
      return fate === "done"
        ? { outcome: succeededAt(new Date()), worthRepeating: false, neverSent: false }
        : failure("outcome-unknown", "unknown", true);
    },
  };
}

function startProcess(vendor: FakeVendor): Process {
  const life = { isKilled: false };
  const alive = <T>(work: () => Promise<T>): Promise<T> =>
    life.isKilled ? Promise.reject(new StoreUnavailable("killed")) : work();
  const cut: Store = {
    isShared: false,
    close: () => Promise.resolve(),
    rows: (text, values) => alive(() => store.rows(text, values)),
    transaction: (work) =>
      alive(() =>
        store.transaction((tx: Sql) => work({ rows: (text, values) => alive(() => tx.rows(text, values)) })),
      ),
  };
  const task = taskFor(vendor, life);
  const worker = startWorker({
    store: cut,
    clock: systemClock,
    random: () => 0,
    availability: createVendorAvailability(systemClock, () => []),
    tasks: { "group-member-update": task, "nickname-sync": task, "group-name-sync": task },
    log: { trouble: () => undefined, threw: () => undefined, fencedOff: () => undefined },
  });
  return {
    worker,
    kill() {
      life.isKilled = true;
      // Its loops end. The promises they wait for never settle.
      void worker.stop();
    },
  };
}

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("wait" as const), moments: fc.integer({ min: 1, max: 20 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("kill" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("stop" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("cancel" as const) }) },
);

test("after any starts, kills, stops and cancellations, every item's outcome agrees with the vendor", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ member: fc.integer({ min: 0, max: 5 }), mute: fc.boolean() }), {
        minLength: 1,
        maxLength: 20,
      }),
      fc.array(fc.constantFrom(...FATES), { maxLength: 25 }),
      fc.array(step, { maxLength: 8 }),
      async (items, fates, steps) => {
        const vendor = new FakeVendor(fates);
        // The card names the item, to identify its change at the vendor.
        const targets = items.map(({ member, mute }, index) => ({
          groupId: "group",
          userId: `user${member}`,
          nameCard: `${index}`,
          ...(mute && { muteForSeconds: 60 }),
        }));
        const started = await startOperation(store, {
          kind: "group-member-update",
          targets,
          caller: null,
          idempotencyKey: randomUUID(),
        });
        if (!started.ok) throw new Error("not accepted");
        const { id } = started.value;

        let process: Process | null = startProcess(vendor);
        const isOver = async () => (await findOperation(store, id, null))?.finishedAt != null;
        const over = (async () => {
          await expect.poll(isOver, { ...PATIENTLY, timeout: 60_000 }).toBe(true);
        })();
        for (const { do: action, ...rest } of steps) {
          // The work may end before that many events.
          if (action === "wait" && "moments" in rest) await Promise.race([vendor.after(rest.moments), over]);
          if (action === "kill") {
            process?.kill();
            process = startProcess(vendor);
          }
          if (action === "stop") {
            await process?.worker.stop();
            process = startProcess(vendor);
          }
          if (action === "cancel") {
            await cancelOperation(store, id);
            process?.worker.cancelled(id);
          }
        }
        vendor.recover();
        process.kill();
        const last = startProcess(vendor);
        await over;
        await last.worker.stop();
        await checkEnd(id, targets, vendor);
      },
    ),
    { numRuns: 25, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false },
  );
}, 120_000);

async function checkEnd(id: string, targets: readonly MemberChange[], vendor: FakeVendor): Promise<void> {
  const operation = await findOperation(store, id, null);
  const items = await listItems(store, { operationId: id, outcome: null, after: -1, limit: 100 });
  expect(items.map(({ target }) => target)).toEqual(targets);
  const count = (outcome: string | undefined) =>
    items.filter((item) => item.outcome?.outcome === outcome).length;
  expect(operation).toMatchObject({
    total: items.length,
    succeeded: count("succeeded"),
    failed: count("failed"),
    unknown: count("unknown"),
    state: count(undefined) === 0 ? "completed" : "cancelled",
  });
  for (const { target, outcome, attempts } of items) {
    const times = vendor.made.filter((card) => card === nameOf(target)).length;
    if (outcome?.outcome === "succeeded") expect(times).toBeGreaterThanOrEqual(1);
    if (isMute(target)) {
      expect(times).toBeLessThanOrEqual(1);
      if (outcome?.outcome === "failed") expect(times).toBe(0);
      // A pending item was never applied.
      if (outcome === null) expect(times).toBe(0);
    }
    expect(attempts).toBeLessThanOrEqual(5);
  }
  // An earlier change of a member never arrives after a later one.
  for (const member of new Set(targets.map(({ userId }) => userId))) {
    const cards = new Set(
      targets.filter(({ userId }) => userId === member).map(({ nameCard }) => Number(nameCard)),
    );
    const order = vendor.made.map(Number).filter((card) => cards.has(card));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  }
}
