import type { SheetProblem } from "../sheets/rows.js";
import { type Command, commandLine } from "./arguments.js";
import type { Terminal } from "./display.js";
import { countsOf, isOver, type RunState } from "./execute.js";
import { EXIT, type ExitCode } from "./exit-code.js";
import { STANDARD_INPUT } from "./input.js";
import type { WatchedOperationFragment as Operation } from "./operations/generated/graphql.js";
import type { Plan } from "./plan.js";
import { number } from "./progress.js";

/** The words for the items. */
interface ItemWords {
  readonly item: string;
  readonly items: string;
}

export const count = (value: number, one: string, more: string): string =>
  `${number(value)} ${value === 1 ? one : more}`;

export const problemLine = (path: string, { line, column, message }: SheetProblem): string =>
  [line === null ? path : `${path}:${line}`, ...(column === null ? [] : [column]), message].join(": ");

export function whatIsIn(plan: Plan, kind: ItemWords): string {
  const parts = plan.parts.length;
  const inOrder = plan.inOrder
    ? " that run one after another, because some members are in several; keep this running until the last one has started"
    : "";
  const split = parts === 1 ? "one operation" : `${parts} operations${inOrder}`;
  return `${count(plan.items, kind.item, kind.items)}, all good, as ${split}.`;
}

export function startLine(operation: Operation, index: number, plan: Plan, command: Command): string {
  const part = plan.parts.length === 1 ? "" : ` (part ${index + 1} of ${plan.parts.length})`;
  if (!isOver(operation)) return `Operation ${operation.id}${part}, accepted ${operation.createdAt}.`;
  const again = command.key === null ? "--key with a text of your own" : "another --key";
  return `Operation ${operation.id}${part} was started ${operation.createdAt} and has ended, so nothing was started now. To run it again, give ${again}.`;
}

export const noRoomLine = (index: number, { parts }: Plan): string =>
  `The server accepts no more operations for now. Part ${index + 1} of ${parts.length}, and any later ones, start as others end. Keep this running until the last one has started.`;

export function summarise(
  kind: ItemWords,
  command: Command,
  { items }: Plan,
  { operations }: RunState,
  out: Terminal,
): ExitCode {
  const { succeeded, failed, unknown } = countsOf(operations, items);
  const undone = items - succeeded - failed - unknown;
  const cancelled = undone === 0 ? "" : `, ${number(undone)} cancelled before they started`;
  out.write(
    `${count(items, kind.item, kind.items)}: ${number(succeeded)} succeeded, ${number(failed)} failed, ${number(unknown)} unknown${cancelled}.\n`,
  );
  const isAllGood = succeeded === items;
  if (command.resultPath !== null) out.write(`The outcome of each row is in ${command.resultPath}.\n`);
  else if (!isAllGood)
    out.write(`To see which, and why: ${commandLine(command, "--result", "results.csv")}\n`);
  return isAllGood ? EXIT.allSucceeded : EXIT.someFailed;
}

export function printCancelling(operations: readonly Operation[], out: Terminal): void {
  if (operations.length === 0)
    out.write("Nothing was started with this file and key, so there is nothing to cancel. Check --key.\n");
  for (const { id, state, progress } of operations) {
    const ended = `${number(progress.total - progress.remaining)} of ${number(progress.total)} had ended`;
    out.write(
      state === "COMPLETED"
        ? `Operation ${id} had already completed.\n`
        : `Operation ${id} is cancelled. No more items start; ${ended}.\n`,
    );
  }
}

export function printHowToWatch(command: Command, err: Terminal): void {
  err.write("The started operations continue at the server.\n");
  err.write(`To watch it again:  ${commandLine(command)}\n`);
  err.write(`To cancel it:       ${commandLine(command, "--cancel")}\n`);
  if (command.path === STANDARD_INPUT) err.write("Both need the same rows on standard input again.\n");
}

export function printHowToContinue(
  command: Command,
  plan: Plan,
  { operations }: RunState,
  err: Terminal,
): void {
  const missing = plan.parts.slice(operations.length);
  err.write("Interrupted.\n");
  if (missing.length > 0 && !command.cancel) {
    const rows = missing.reduce((sum, { lines }) => sum + lines.length, 0);
    err.write(
      `${number(rows)} of ${number(plan.items)} rows may not have been started. The same command starts them, and starts nothing twice.\n`,
    );
  }
  printHowToWatch(command, err);
}
