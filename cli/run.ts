import type { Readable } from "node:stream";
import type { Result } from "../src/result.js";
import type { Command } from "./arguments.js";
import { cancelAll } from "./cancel.js";
import { type Client, createClient } from "./client.js";
import { createDisplay, type Terminal } from "./display.js";
import { carryOut, isOver, type RunState } from "./execute.js";
import { EXIT, type ExitCode, type Stop } from "./exit-code.js";
import { fileInput, type Input, keepStandardInput, STANDARD_INPUT } from "./input.js";
import type { Kind } from "./job-kind.js";
import {
  count,
  noRoomLine,
  printCancelling,
  printHowToContinue,
  printHowToWatch,
  problemLine,
  startLine,
  summarise,
  whatIsIn,
} from "./messages.js";
import { PART_LIMITS, type PartLimits } from "./parts.js";
import { type Plan, planFile } from "./plan.js";
import { openResultFile, type ResultFile } from "./results.js";

/** The process's streams and its interrupt signal. */
export interface ProcessIo {
  readonly in: Readable & { readonly isTTY?: boolean };
  readonly out: Terminal;
  readonly err: Terminal;
  /** Aborts when it is interrupted. */
  readonly signal: AbortSignal;
  readonly limits?: PartLimits;
}

/** Runs a command, reports its progress, and returns the exit code. */
export const run = <Item>(kind: Kind<Item>, command: Command, io: ProcessIo): Promise<ExitCode> =>
  withInput(command.path, io, (input) => runWith(input, kind, command, io));

/** Opens the file, or keeps standard input, for as long as it is used. */
export async function withInput(
  path: string,
  { in: stdin, err, signal }: ProcessIo,
  use: (input: Input) => Promise<ExitCode>,
): Promise<ExitCode> {
  if (path !== STANDARD_INPUT) return use(fileInput(path));
  if (stdin.isTTY === true) err.write("Reading rows from this terminal. End them with Ctrl-D.\n");
  const kept = await keepStandardInput(stdin, signal);
  if (!kept.ok) {
    for (const message of kept.error.messages) err.write(`${message}\n`);
    return kept.error.exitCode;
  }
  try {
    return await use(kept.value);
  } finally {
    await kept.value.close();
  }
}

async function runWith<Item>(
  input: Input,
  kind: Kind<Item>,
  command: Command,
  { out, err, signal, limits = kind.limits ?? PART_LIMITS }: ProcessIo,
): Promise<ExitCode> {
  const display = createDisplay(err, () => performance.now());
  const runState: RunState = { operations: [] };
  const halt = ({ exitCode, messages }: Stop): ExitCode => {
    display.end();
    for (const message of messages) err.write(`${message}\n`);
    if (runState.operations.some((operation) => !isOver(operation))) printHowToWatch(command, err);
    return exitCode;
  };
  const planned = await planFile(input, kind, limits);
  if (!planned.ok) {
    for (const problem of planned.error) err.write(`${problemLine(input.name, problem)}\n`);
    err.write(`Nothing was sent: ${count(planned.error.length, "problem", "problems")} in ${input.name}.\n`);
    return EXIT.badInput;
  }
  const plan = planned.value;
  const key = command.key ?? `${kind.command}-${plan.hash}`;
  if (command.url === null || command.dryRun) {
    out.write(`${input.name}: ${whatIsIn(plan, kind)} Idempotency key ${key}. Nothing was sent.\n`);
    return EXIT.allSucceeded;
  }
  const client = createClient({ ...command, url: command.url, signal, onTrouble: display.say });
  let file: ResultFile | null = null;
  try {
    if (command.cancel) {
      const cancelled = await cancelAll(client, key, plan.parts.length);
      if (!cancelled.ok) return halt(cancelled.error);
      printCancelling(cancelled.value, out);
      return EXIT.allSucceeded;
    }
    if (command.resultPath !== null) {
      const opened = await openResultFile(command.resultPath, kind.idColumns);
      if (!opened.ok) return halt(opened.error);
      file = opened.value;
    }
    display.say(`${input.name}: ${whatIsIn(plan, kind)}`);
    const done = await carryOut({
      kind,
      input,
      limits,
      plan,
      key,
      client,
      runState,
      onStarted: (operation, index) => display.say(startLine(operation, index, plan, command)),
      onNoRoom: once((index) => display.say(noRoomLine(index, plan))),
      onProgress: display.progress,
    });
    if (!done.ok) return halt(done.error);
    display.end();
    if (file !== null) {
      const written = await writeResults(kind, client, plan, runState, file);
      if (!written.ok) return halt(written.error);
    }
    return summarise(kind, command, plan, runState, out);
  } catch (error) {
    if (!signal.aborted) throw error;
    display.end();
    printHowToContinue(command, plan, runState, err);
    return EXIT.interrupted;
  } finally {
    await file?.discard();
    await client.close();
  }
}

function once(report: (index: number) => void): (index: number) => void {
  let isReported = false;
  return (index) => {
    if (!isReported) report(index);
    isReported = true;
  };
}

async function writeResults<Item>(
  kind: Kind<Item>,
  client: Client,
  plan: Plan,
  { operations }: RunState,
  file: ResultFile,
): Promise<Result<null, Stop>> {
  for (const [index, part] of plan.parts.entries()) {
    const operation = operations[index];
    if (operation === undefined) continue;
    const added = await file.add(kind, client, operation, part);
    if (!added.ok) return added;
  }
  return file.finish();
}
