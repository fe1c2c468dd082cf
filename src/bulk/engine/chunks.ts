import type { BulkKind, Target } from "../model.js";

/** Items that a worker takes at a time: what a dead one holds up for some seconds. */
const CHUNK_SIZE: Readonly<Record<BulkKind, number>> = { "nickname-sync": 20, "group-member-update": 50 };

/** Whose items must be done one after the other. */
export const lineOf = (target: Target): string =>
  "courseId" in target ? target.courseId : JSON.stringify([target.groupId, target.userId]);

/** The chunk of each item. All items of one line are in one chunk, so that one worker does them in order. */
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
