/** When the vendor can have counted one call: at any moment between these two, both included. */
export interface Countable {
  readonly from: number;
  readonly until: number;
}

/**
 * The most calls that the vendor can count in any second, closed at both ends, if it counts each at the moment that is
 * worst for the caller. That is the most calls whose spans meet one and the same second.
 */
export function mostCountableInASecond(calls: readonly Countable[]): number {
  const edges = calls.flatMap(({ from, until }) => [
    { at: from - 1000, change: 1 },
    { at: until, change: -1 },
  ]);
  // At the same moment those that begin come first: the second is closed.
  edges.sort((one, other) => one.at - other.at || other.change - one.change);
  let [now, most] = [0, 0];
  for (const { change } of edges) {
    now += change;
    most = Math.max(most, now);
  }
  return most;
}
