import type { BulkKind, Target } from "../model.js";

/** Items per chunk. If a worker dies, its chunks wait some seconds for another one. */
const CHUNK_SIZE: Readonly<Record<BulkKind, number>> = {
  "nickname-sync": 20,
  "group-member-update": 50,
  // A group may have 100,000 members.
  "group-name-sync": 1,
};

/** The course, member or group of an item. Items of one line run in order. */
export function lineOf(target: Target): string {
  if ("courseId" in target) return target.courseId;
  return "userId" in target ? JSON.stringify([target.groupId, target.userId]) : target.groupId;
}

/** The chunk number of each item. Items of one line share a chunk, so one worker runs them in order. */
export function assignChunks(kind: BulkKind, targets: readonly Target[]): number[] {
  const size = CHUNK_SIZE[kind];
  const chunkOfLine = new Map<string, number>();
  let chunk = 0;
  let filled = 0;
  return targets.map((target) => {
    const line = lineOf(target);
    const known = chunkOfLine.get(line);
    if (known !== undefined) return known;
    if (filled === size) {
      chunk += 1;
      filled = 0;
    }
    filled += 1;
    chunkOfLine.set(line, chunk);
    return chunk;
  });
}
