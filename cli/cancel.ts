import { setTimeout as wait } from "node:timers/promises";
import { failed, ok, type Result } from "../src/result.js";
import { printable } from "./answer.js";
import type { Client } from "./client.js";
import { operationGone } from "./execute.js";
import { EXIT, type Stop, stop } from "./exit-code.js";
import {
  CancelDocument,
  FindByKeyDocument,
  type WatchedOperationFragment as Operation,
} from "./operations/generated/graphql.js";
import { keyOfPart } from "./parts.js";

const STORE_ATTEMPTS = 20;

/** Cancels the operations of a key and of its parts, and returns their new state. Starts nothing. */
export async function cancelAll(
  client: Client,
  key: string,
  parts: number,
): Promise<Result<readonly Operation[], Stop>> {
  const cancelled: Operation[] = [];
  for (let index = 0; index < parts; index++) {
    const found = await client.send(FindByKeyDocument, { key: keyOfPart(key, index) });
    if (!found.ok) return found;
    const [operation] = found.value.bulkOperations.nodes;
    if (operation === undefined) continue;
    const answer = await cancelOne(client, operation.id);
    if (!answer.ok) return answer;
    cancelled.push(answer.value);
  }
  return ok(cancelled);
}

async function cancelOne(client: Client, id: string): Promise<Result<Operation, Stop>> {
  for (let attempts = 1; ; attempts++) {
    const answer = await client.send(CancelDocument, { id });
    if (!answer.ok) return answer;
    const { cancelBulkOperation: result } = answer.value;
    switch (result.__typename) {
      case "CancelBulkOperationSuccess":
        return ok(result.operation);
      case "BulkOperationNotFoundError":
        return failed(operationGone(id));
      case "StoreUnavailableError":
        if (attempts === STORE_ATTEMPTS) return failed(stop(EXIT.notReached, printable(result.message)));
        await wait(result.retryAfterSeconds * 1000, undefined, { signal: client.signal });
    }
  }
}
