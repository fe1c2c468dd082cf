import { sendTo } from "../../test/support/app.js";
import type { BulkServer } from "../../test/support/bulk-server.js";
import type { Headers } from "./callers.js";
import { quantile, round } from "./figures.js";

const EVERY_MS = 100;
const REQUEST_ID = "single-call-";

/** A request that needs one vendor call. */
export interface SingleCall {
  readonly query: string;
  readonly variables: Record<string, string>;
  /** Text that a correct answer contains. */
  readonly expected: string;
}

export interface SingleCallFigures {
  readonly calls: number;
  readonly failures: number;
  /** The wait for a permit, from the server's log. */
  readonly waitedMs: Quantiles;
  /** The time from request to answer at the client. */
  readonly tookMs: Quantiles;
}

interface Quantiles {
  readonly median: number;
  readonly p99: number;
  readonly highest: number;
}

/** Sends a request ten times a second until `end` settles. */
export async function singleCalls(
  server: BulkServer,
  headers: Headers,
  end: Promise<unknown>,
  callAt: (index: number) => SingleCall,
): Promise<SingleCallFigures> {
  const url = await server.url();
  const tookMs: number[] = [];
  let failures = 0;
  const ask = async (index: number) => {
    const { query, variables, expected } = callAt(index);
    const from = performance.now();
    const answer = await sendTo(url, query, variables, {
      ...headers,
      "x-request-id": `${REQUEST_ID}${index}`,
    });
    tookMs.push(performance.now() - from);
    if (answer.errors.length > 0 || !answer.text.includes(expected)) failures += 1;
  };
  const requests: Promise<void>[] = [];
  const timer = setInterval(() => requests.push(ask(requests.length)), EVERY_MS);
  await end.finally(() => clearInterval(timer));
  await Promise.all(requests);
  const waitedMs = server
    .lines("vendor call")
    .filter(({ requestId }) => String(requestId).startsWith(REQUEST_ID))
    .map((line) => Number(line["waitedMs"]));
  // Each request makes one call. If the log lacks some, their waits are missing.
  if (waitedMs.length !== requests.length)
    throw new Error(`${requests.length} requests made ${waitedMs.length} calls.`);
  return { calls: requests.length, failures, waitedMs: quantilesOf(waitedMs), tookMs: quantilesOf(tookMs) };
}

const quantilesOf = (values: readonly number[]): Quantiles => ({
  median: round(quantile(values, 0.5)),
  p99: round(quantile(values, 0.99)),
  highest: round(Math.max(...values)),
});
