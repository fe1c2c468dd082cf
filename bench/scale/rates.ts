import { round } from "./figures.js";
import type { CallLog } from "./simulator-process.js";

export const UPDATE = "modify_group_member_info";
const TOO_MANY_CALLS = 60_007;
/** Tencent IM's limit per command. */
const CALLS_PER_SECOND = 200;
/** The start and the end are excluded, because they are not at the full rate. */
const EDGE_MS = 1_000;

export interface Rates {
  readonly calls: number;
  /** The rate between the first and the last second. */
  readonly callsPerSecond: number;
  /** The share of the 200 calls that the vendor allows. */
  readonly utilisationPercent: number;
  readonly highestInAnySecond: number;
  /** Calls answered with Tencent's 60007: too many calls. */
  readonly refused: number;
}

/** The rates of calls, by the simulator's clock and log. */
export function ratesOf({ calls, highestInAnySecond }: CallLog): Rates {
  const from = (calls[0]?.at ?? 0) + EDGE_MS;
  const to = (calls.at(-1)?.at ?? 0) - EDGE_MS;
  const busy = calls.filter(({ at }) => at > from && at <= to).length;
  const callsPerSecond = (busy * 1_000) / (to - from);
  return {
    calls: calls.length,
    callsPerSecond: round(callsPerSecond),
    utilisationPercent: round((callsPerSecond * 100) / CALLS_PER_SECOND),
    highestInAnySecond,
    refused: calls.filter(({ answered }) => "code" in answered && Number(answered.code) === TOO_MANY_CALLS)
      .length,
  };
}
