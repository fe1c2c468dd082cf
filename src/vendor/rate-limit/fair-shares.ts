/**
 * Divides permits among replicas with max-min fairness: no replica gets more than it wants while another has less and
 * wants more. Spare permits are divided evenly, so that each replica has some ready. From the same rows, every replica
 * computes the same result.
 */
export function fairShares(
  permits: number,
  replicas: readonly { readonly replica: string; readonly wanted: number }[],
): ReadonlyMap<string, number> {
  const sorted = replicas.toSorted(
    (one, other) => one.wanted - other.wanted || (one.replica < other.replica ? -1 : 1),
  );
  let left = permits;
  const wanted = sorted.map(({ replica, wanted }, index) => {
    const share = Math.min(wanted, Math.floor(left / (sorted.length - index)));
    left -= share;
    return [replica, share] as const;
  });
  const spare = left;
  return new Map(
    wanted.map(([replica, share], index) => {
      const more = Math.floor(spare / sorted.length) + (index < spare % sorted.length ? 1 : 0);
      return [replica, share + more];
    }),
  );
}
