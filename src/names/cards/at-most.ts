/** Runs the work for each item, at most `count` at a time, in their order. No more begin once `isOver` says so. */
export async function forEachAtMost<Item>(
  count: number,
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
  isOver: () => boolean,
): Promise<void> {
  const left = items.values();
  const runOneByOne = async () => {
    for (const item of left) {
      if (isOver()) return;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(count, items.length) }, runOneByOne));
}
