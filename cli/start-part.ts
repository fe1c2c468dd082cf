import { setTimeout as wait } from "node:timers/promises";
import { failed, ok, type Result } from "../src/result.js";
import { printable } from "./answer.js";
import type { Client } from "./client.js";
import { EXIT, type Stop, stop } from "./exit-code.js";
import type { Kind } from "./job-kind.js";
import type { WatchedOperationFragment as Operation } from "./operations/generated/graphql.js";

export interface Part<Item> {
  readonly items: readonly Item[];
  readonly lines: readonly number[];
  readonly key: string;
}

export type StartTrouble =
  | { readonly kind: "stop"; readonly stop: Stop }
  /** Too many operations are open. `noRoom` is the message to show if waiting for them does not help. */
  | { readonly kind: "too-many"; readonly noRoom: Stop };

const STORE_ATTEMPTS = 20;

const troubled = (stop: Stop) => failed<StartTrouble>({ kind: "stop", stop });

/** Starts one operation, or finds the one that already has its key. */
export async function startPart<Item>(
  kind: Kind<Item>,
  client: Client,
  part: Part<Item>,
): Promise<Result<Operation, StartTrouble>> {
  for (let attempts = 1; ; attempts++) {
    const sent = await kind.start(client, part.items, part.key);
    if (!sent.ok) return troubled(sent.error);
    const answer = sent.value;
    switch (answer.__typename) {
      case "StartBulkOperationSuccess":
        return ok(answer.operation);
      case "InvalidInputError":
        return troubled(
          stop(EXIT.badInput, ...answer.problems.map((problem) => atLine(problem, part.lines))),
        );
      case "IdempotencyConflictError":
        return troubled(
          stop(
            EXIT.badInput,
            `Operation ${answer.operation.id} already has the key ${part.key}, but was started with other rows. Nothing was started. Choose another --key, or leave it out.`,
          ),
        );
      case "TooManyBulkOperationsError":
        return failed({ kind: "too-many", noRoom: stop(EXIT.notReached, printable(answer.message)) });
      case "StoreUnavailableError":
        if (attempts === STORE_ATTEMPTS) return troubled(stop(EXIT.notReached, printable(answer.message)));
        await wait(answer.retryAfterSeconds * 1000, undefined, { signal: client.signal });
    }
  }
}

/** `input.updates[12].nameCard` is in the thirteenth row of this part. */
export function atLine(
  { path, message }: { path: string; message: string },
  lines: readonly number[],
): string {
  const [, index, rest = ""] = /^input\.\w+\[(\d+)\]\.?(.*)$/s.exec(path) ?? [];
  if (index === undefined) return `${path} ${message}`;
  const where = rest === "" ? "" : `${rest}: `;
  return printable(`line ${lines[Number(index)] ?? "?"}: ${where}${message}`);
}
