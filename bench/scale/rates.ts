import { round } from "./figures.js";
import type { CallLog } from "./simulator-process.js";

export const UPDATE = "modify_group_member_info";
const TOO_MANY_CALLS = 60_007;
/** What Tencent IM allows for each command. */
const CALLS_PER_SECOND = 200;
/** The start and the end are not at full rate, so they are left out of the rate. */
const EDGE_MS = 1_000;

export interface Rates {
  readonly calls: number;
  /** In the busy middle: all calls but those of the first and of the last second, by the time between these two. */
  readonly callsPerSecond: number;
  /** Of the 200 that the vendor allows. */
  readonly utilisationPercent: number;
  readonly highestInAnySecond: number;
  /** Answered with Tencent's 60007: too many calls. */
  readonly refused: number;
}

/** How often the simulator was called, by its own clock and count. */
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
