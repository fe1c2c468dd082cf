import { changesMade, type MemberItem } from "../../test/support/bulk-server.js";
import { UPDATE } from "./rates.js";
import { cardOf, isMute } from "./school.js";
import type { SimulatorProcess } from "./simulator-process.js";

/** A comparison of the reported outcomes with the simulator's log and the final state of its school. */
export interface Verdict {
  /** Accepted items that are not listed or have no outcome. */
  readonly lost: number;
  /** Items reported as done that were not, or reported as failed although the vendor refused nothing. */
  readonly misreported: number;
  /** Mutes that the vendor carried out more than once. */
  readonly mutedTwice: number;
  /** Cards that were set more than once to the same text, which is harmless. */
  readonly cardsRepeated: number;
  /** Mutes whose answer was lost and whose effect could not be confirmed. */
  readonly unknown: number;
}

/** `items` must be in the order of `updates`. */
export async function judge(
  simulator: SimulatorProcess,
  accepted: number,
  items: readonly MemberItem[],
): Promise<Verdict> {
  const { calls } = await simulator.callsOf(UPDATE);
  const made = changesMade({ calls: { list: () => calls } });
  const school = await simulator.school();
  const groups = new Map(
    school.groups.map(({ id, members }) => [id, new Map(members.map((member) => [member.userId, member]))]),
  );
  const counts = { misreported: 0, mutedTwice: 0, cardsRepeated: 0, unknown: 0 };
  let settled = 0;
  items.forEach(({ groupId, userId, outcome }, index) => {
    const times = (made.get(userId) ?? []).filter(({ GroupId }) => GroupId === groupId).length;
    const member = groups.get(groupId)?.get(userId);
    const isDone = isMute(index) ? member?.mutedUntil != null : member?.nameCard === cardOf(index);
    if (outcome !== "PENDING") settled += 1;
    if (outcome === "FAILED" || (outcome === "SUCCEEDED" && (times === 0 || !isDone)))
      counts.misreported += 1;
    if (outcome === "UNKNOWN") counts.unknown += 1;
    if (times > 1 && isMute(index)) counts.mutedTwice += 1;
    if (times > 1 && !isMute(index)) counts.cardsRepeated += 1;
  });
  return { lost: accepted - settled, ...counts };
}
