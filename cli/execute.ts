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

/** The state of a run. After an interruption it shows what was started. */
export interface RunState {
  /** One for each started part, in order. */
  readonly operations: Operation[];
}

export interface CarryOutOptions<Item> {
  readonly kind: Kind<Item>;
  readonly input: Input;
  readonly limits: PartLimits;
  readonly plan: Plan;
  readonly key: string;
  readonly client: Client;
  readonly runState: RunState;
  readonly onStarted: (operation: Operation, part: number) => void;
  /** Called each time that the server accepts no more operations for now. */
  readonly onNoRoom: (part: number) => void;
  readonly onProgress: (counts: Counts) => void;
}

const MIN_POLL_MS = 500;
const MAX_POLL_MS = 5_000;

export const isOver = ({ finishedAt }: Operation): boolean => finishedAt != null;

/** Starts each part as soon as the server accepts it, and polls until all have ended. */
export async function carryOut<Item>(options: CarryOutOptions<Item>): Promise<Result<null, Stop>> {
  const { plan, client, runState, onProgress } = options;
  const parts = readParts(options.input, options.kind, plan, options.limits);
  const startedMs = performance.now();
  let next = await parts.next();
  let endedWhenRefused = -1;
  for (;;) {
    while (!next.done && mayStart(plan, runState) && endedOf(runState) > endedWhenRefused) {
      if (next.value === false) return failed(fileChanged());
      const started = await startNext(options, next.value);
      if (!started.ok) {
        if (started.error.kind === "stop") return failed(started.error.stop);
        // Otherwise an operation of this run will end and make room.
        if (runState.operations.every(isOver)) return failed(started.error.noRoom);
        options.onNoRoom(runState.operations.length);
        endedWhenRefused = endedOf(runState);
        break;
      }
      endedWhenRefused = -1;
      next = await parts.next();
    }
    onProgress(countsOf(runState.operations, plan.items));
    if (next.done && runState.operations.every(isOver)) return ok(null);
    // Poll often at first, and seldom in a long run.
    const pauseMs = Math.min(MAX_POLL_MS, Math.max(MIN_POLL_MS, (performance.now() - startedMs) / 20));
    await wait(pauseMs, undefined, { signal: client.signal });
    const polled = await poll(client, runState);
    if (!polled.ok) return polled;
  }
}

const endedOf = ({ operations }: RunState): number => operations.filter(isOver).length;

/** Parts that change the same member must not run at the same time. */
const mayStart = (plan: Plan, { operations }: RunState): boolean => !plan.inOrder || operations.every(isOver);

async function startNext<Item>(
  { kind, client, key, plan, runState, onStarted }: CarryOutOptions<Item>,
  items: readonly Item[],
): Promise<Result<null, StartTrouble>> {
  const index = runState.operations.length;
  const lines = plan.parts[index]?.lines ?? [];
  const started = await startPart(kind, client, { items, lines, key: keyOfPart(key, index) });
  if (!started.ok) return started;
  runState.operations.push(started.value);
  onStarted(started.value, index);
  return ok(null);
}

async function poll(client: Client, { operations }: RunState): Promise<Result<null, Stop>> {
  for (const [index, operation] of operations.entries()) {
    if (isOver(operation)) continue;
    const answer = await client.send(WatchDocument, { id: operation.id });
    if (!answer.ok) return answer;
    const { bulkOperation } = answer.value;
    if (bulkOperation == null) return failed(operationGone(operation.id));
    operations[index] = bulkOperation;
  }
  return ok(null);
}

export const operationGone = (id: string): Stop =>
  stop(
    EXIT.notReached,
    `You no longer have operation ${id} at this server. It has expired, or CLASS_GROUPS_TOKEN now belongs to another caller.`,
  );

const fileChanged = (): Stop =>
  stop(
    EXIT.badInput,
    "The file changed while it was read, so the rest was not sent. Save the file and run the same command again.",
  );

export function countsOf(operations: readonly Operation[], total: number): Counts {
  const sum = (name: "succeeded" | "failed" | "unknown") =>
    operations.reduce((count, { progress }) => count + progress[name], 0);
  return { total, succeeded: sum("succeeded"), failed: sum("failed"), unknown: sum("unknown") };
}
