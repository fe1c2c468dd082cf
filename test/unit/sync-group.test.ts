import { expect, test } from "vitest";
import type { GroupProgress } from "../../src/names/cards/model.js";
import { NO_CARDS } from "../../src/names/cards/model.js";
import { type GroupAttempt, type GroupDeps, syncGroup } from "../../src/names/cards/sync-group.js";
import { ok } from "../../src/result.js";
import type { TencentImClient } from "../../src/tencent-im/client.js";
import type { MemberPosition } from "../../src/tencent-im/member-pages.js";
import { callContext } from "../../src/vendor/call-context.js";
import { systemClock } from "../../src/vendor/clock.js";

const read = { at: new Date(), monotonicMs: 0 };

/** A group of which every page has these members. Their cards change when they are set. */
function aGroupOf(cards: Map<string, string>, nextOf: (offset: number) => MemberPosition | null) {
  const written: string[] = [];
  const client = {
    memberPage: async ({ after }: { after: MemberPosition | null }) => {
      const offset = after?.by === "offset" ? after.offset : 0;
      const members = [...cards].map(([userId, nameCard]) => ({
        member: { groupId: "g", userId, nameCard },
      }));
      return ok({ members, next: nextOf(offset), groupMemberCount: null, read });
    },
    updateMember: async ({ userId, nameCard }: { userId: string; nameCard: string }) => {
      written.push(userId);
      cards.set(userId, nameCard);
      return ok({ updatedAt: new Date() });
    },
  };
  const tencentIm = { ...client, anew: client } as unknown as TencentImClient;
  const names: GroupDeps["names"] = {
    find: async (userId) => ({ userId, classinUid: null, name: `Name of ${userId}`, updatedAt: new Date() }),
  };
  return { deps: { tencentIm, names }, written };
}
const attempt = (options: Partial<GroupAttempt> = {}): GroupAttempt => ({
  progress: null,
  isLast: false,
  newCall: () => callContext(systemClock),
  save: async () => true,
  ...options,
});

test("a list of members that never ends is refused, with memory that does not grow", async () => {
  const { deps } = aGroupOf(new Map(), (offset) => ({ by: "offset", offset: offset + 1 }));
  let longest = 0;
  const save = async (progress: GroupProgress) => {
    longest = Math.max(longest, JSON.stringify(progress).length);
    return true;
  };
  const synced = await syncGroup(deps, "g", attempt({ save }));
  expect(synced).toMatchObject({ ok: false, error: { kind: "rejected" } });
  expect(longest).toBeLessThan(300);
});

test("a card that an interrupted attempt has set counts as set, and is not written again", async () => {
  const cards = new Map([
    ["set-before", "Name of set-before"],
    ["right-before", "Name of right-before"],
    ["wrong", "dragon"],
  ]);
  const { deps, written } = aGroupOf(cards, () => null);
  const progress: GroupProgress = {
    after: { by: "offset", offset: 100 },
    pages: 1,
    counts: { ...NO_CARDS, set: 7, unnamed: 2 },
    writing: ["set-before", "wrong"],
  };
  expect(await syncGroup(deps, "g", attempt({ progress }))).toEqual(
    ok({ ...NO_CARDS, set: 9, matching: 1, unnamed: 2 }),
  );
  expect(written).toEqual(["wrong"]);
});

test("what is being written is stored before the first write; without it, nothing is written", async () => {
  const { deps, written } = aGroupOf(new Map([["u1", "dragon"]]), () => null);
  const saved: GroupProgress[] = [];
  const save = async (progress: GroupProgress) => {
    saved.push(progress);
    return false;
  };
  expect(await syncGroup(deps, "g", attempt({ save }))).toBeNull();
  expect(saved).toMatchObject([{ after: null, writing: ["u1"] }]);
  expect(written).toEqual([]);
});
