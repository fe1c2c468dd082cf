import { setTimeout as wait } from "node:timers/promises";
import { failed, ok, type Result } from "../src/result.js";
import type { Client } from "./client.js";
import { EXIT, type Stop, stop } from "./exit-code.js";
import type { Input } from "./input.js";
import type { Kind } from "./job-kind.js";
import { type WatchedOperationFragment as Operation, WatchDocument } from "./operations/generated/graphql.js";
import { keyOfPart, type PartLimits } from "./parts.js";
import { type Plan, readParts } from "./plan.js";
import type { Counts } from "./progress.js";
import { type StartTrouble, startPart } from "./start-part.js";

/** What is watched, and how far it is; also for whoever interrupts it. */
export interface Underway {
  /** Of the parts that were started, in their order. */
  readonly operations: Operation[];
}

export interface CarryOutOptions<Item> {
  readonly kind: Kind<Item>;
  readonly input: Input;
  readonly limits: PartLimits;
  readonly plan: Plan;
  readonly key: string;
  readonly client: Client;
  readonly underway: Underway;
  readonly onStarted: (operation: Operation, part: number) => void;
  /** The server takes no more until one of them ends. Told at each try. */
  readonly onNoRoom: (part: number) => void;
  readonly onProgress: (counts: Counts) => void;
}

const QUICKEST_LOOK_MS = 500;
const SLOWEST_LOOK_MS = 5_000;

export const isOver = ({ finishedAt }: Operation): boolean => finishedAt != null;

/** Starts every part as soon as the server takes it, and looks until all have ended. */
export async function carryOut<Item>(options: CarryOutOptions<Item>): Promise<Result<null, Stop>> {
  const { plan, client, underway, onProgress } = options;
  const parts = readParts(options.input, options.kind, plan, options.limits);
  const begunMs = performance.now();
  let next = await parts.next();
  let endedWhenRefused = -1;
  for (;;) {
    while (!next.done && mayStart(plan, underway) && endedOf(underway) > endedWhenRefused) {
      if (next.value === false) return failed(fileChanged());
      const started = await startNext(options, next.value);
      if (!started.ok) {
        if (started.error.kind === "stop") return failed(started.error.stop);
        // Those that are watched here will end, and make room.
        if (underway.operations.every(isOver)) return failed(started.error.noRoom);
        options.onNoRoom(underway.operations.length);
        endedWhenRefused = endedOf(underway);
        break;
      }
      endedWhenRefused = -1;
      next = await parts.next();
    }
    onProgress(countsOf(underway.operations, plan.items));
    if (next.done && underway.operations.every(isOver)) return ok(null);
    // Short operations are told of at once, long ones asked about seldom.
    const pauseMs = Math.min(SLOWEST_LOOK_MS, Math.max(QUICKEST_LOOK_MS, (performance.now() - begunMs) / 20));
    await wait(pauseMs, undefined, { signal: client.signal });
    const looked = await look(client, underway);
    if (!looked.ok) return looked;
  }
}

const endedOf = ({ operations }: Underway): number => operations.filter(isOver).length;

/** Two parts that change the same member would otherwise run side by side. */
const mayStart = (plan: Plan, { operations }: Underway): boolean => !plan.inOrder || operations.every(isOver);

async function startNext<Item>(
  { kind, client, key, plan, underway, onStarted }: CarryOutOptions<Item>,
  items: readonly Item[],
): Promise<Result<null, StartTrouble>> {
  const index = underway.operations.length;
  const lines = plan.parts[index]?.lines ?? [];
  const started = await startPart(kind, client, { items, lines, key: keyOfPart(key, index) });
  if (!started.ok) return started;
  underway.operations.push(started.value);
  onStarted(started.value, index);
  return ok(null);
}

async function look(client: Client, { operations }: Underway): Promise<Result<null, Stop>> {
  for (const [index, operation] of operations.entries()) {
    if (isOver(operation)) continue;
    const answer = await client.send(WatchDocument, { id: operation.id });
    if (!answer.ok) return answer;
    const { bulkOperation } = answer.value;
    if (bulkOperation == null) return failed(gone(operation.id));
    operations[index] = bulkOperation;
  }
  return ok(null);
}

export const gone = (id: string): Stop =>
  stop(
    EXIT.notReached,
    `The server has no operation ${id} of yours any more. It was too old, or CLASS_GROUPS_TOKEN is another caller's now.`,
  );

const fileChanged = (): Stop =>
  stop(
    EXIT.badInput,
    "The file changed while it was read, so the rest of it was not sent. Run the same command again when it is saved.",
  );

export function countsOf(operations: readonly Operation[], total: number): Counts {
  const sum = (name: "succeeded" | "failed" | "unknown") =>
    operations.reduce((count, { progress }) => count + progress[name], 0);
  return { total, succeeded: sum("succeeded"), failed: sum("failed"), unknown: sum("unknown") };
}
