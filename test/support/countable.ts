/** The vendor counts a call at some moment between these two, both included. */
export interface Countable {
  readonly from: number;
  readonly until: number;
}

/**
 * The most calls that the vendor can count in any second (both ends included) if it counts each at the worst moment
 * for the caller. That is the most calls whose spans meet the same second.
 */
export function mostCountableInASecond(calls: readonly Countable[]): number {
  const edges = calls.flatMap(({ from, until }) => [
    { at: from - 1000, change: 1 },
    { at: until, change: -1 },
  ]);
  // At equal times, starts come first: the second includes both ends.
  edges.sort((one, other) => one.at - other.at || other.change - one.change);
  let [now, most] = [0, 0];
  for (const { change } of edges) {
    now += change;
    most = Math.max(most, now);
  }
  return most;
}
