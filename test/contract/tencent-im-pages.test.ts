import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import type { MemberPage, MemberPosition, MemberQuery } from "../../src/tencent-im/member-pages.js";
import type { GroupRole, MemberField } from "../../src/tencent-im/model.js";
import { startVendors, type Vendors } from "../support/vendors.js";

const NONE: ReadonlySet<MemberField> = new Set();
const ROLE_NAMES = { OWNER: "Owner", ADMIN: "Admin", MEMBER: "Member" } as const;
const IDS = { offset: "group-1", cursor: "@TGS#_community-1" } as const;

let vendors: Vendors;
beforeAll(async () => {
  vendors = await startVendors({
    school: aSchool({ groups: [aGroup({ members: 1 }), aGroup({ type: "Community", members: 1 })] }),
    // Thousands of pages are read here. Other tests cover the rate limit.
    callsPerSecond: 50_000,
    choices: { callsPerSecond: 1_000_000 },
  });
});
afterAll(() => vendors[Symbol.asyncDispose]());

async function readPage(query: Partial<MemberQuery>): Promise<MemberPage> {
  const whole = { groupId: IDS.offset, first: 100, after: null, roles: null, ...query };
  const page = await vendors.im.memberPage(whole, NONE, vendors.context());
  if (!page.ok) throw new Error(page.error.why);
  return page.value;
}

/** Puts members with these roles into a group, and returns their ids. */
function fill(groupId: string, roles: readonly GroupRole[]): string[] {
  const group = vendors.simulator.world.groups.get(groupId);
  const [template] = aGroup({ members: 1 }).members;
  if (group === undefined || template === undefined) throw new Error("no such group");
  group.members.clear();
  return roles.map((role, index) => {
    const userId = `user_${index}`;
    const times = { joinedAt: 1, lastMessageAt: 0, mutedUntil: 0 };
    group.members.set(userId, { ...template, ...times, userId, role: ROLE_NAMES[role], customFields: {} });
    return userId;
  });
}

/** Reads page after page to the end. */
async function readAll(query: Partial<MemberQuery>): Promise<MemberPage["members"][number][]> {
  const members: MemberPage["members"][number][] = [];
  let after: MemberPosition | null = query.after ?? null;
  do {
    const page: MemberPage = await readPage({ ...query, after });
    members.push(...page.members);
    after = page.next;
  } while (after !== null);
  return members;
}

const userIds = (members: MemberPage["members"]): string[] => members.map(({ member }) => member.userId);

const groups = fc
  .record({
    mode: fc.constantFrom("offset", "cursor"),
    roles: fc.array(fc.constantFrom<GroupRole>("ADMIN", "MEMBER", "MEMBER", "MEMBER"), { maxLength: 260 }),
    ownerAt: fc.nat({ max: 300 }),
    wanted: fc.option(fc.subarray<GroupRole>(["OWNER", "ADMIN", "MEMBER"], { minLength: 1 })),
    pages: fc.integer({ min: 1, max: 9 }),
    size: fc.integer({ min: 1, max: 100 }),
    edges: fc.array(fc.nat({ max: 259 }), { maxLength: 6 }),
  })
  .map(({ roles, ownerAt, ...rest }) => ({
    ...rest,
    roles: roles.map((role, index) => (index === ownerAt ? ("OWNER" as const) : role)),
  }));

test("paging shows each member once, and every position continues right after its member", async () => {
  await fc.assert(
    fc.asyncProperty(groups, async ({ mode, roles, wanted, pages, size, edges }) => {
      const groupId = IDS[mode];
      const everyone = fill(groupId, roles);
      const expected = everyone.filter(
        (_, index) => wanted === null || wanted.includes(roles[index] ?? "OWNER"),
      );
      // Tiny pages of a large group would make this property slow.
      const first = Math.min(100, Math.max(size, Math.ceil(expected.length / pages / 2)));
      const query = { groupId, first, roles: wanted };
      const seen = await readAll(query);
      expect(userIds(seen)).toEqual(expected);

      for (const edge of edges.filter((edge) => edge < seen.length)) {
        const rest = await readAll({ ...query, first: 100, after: seen[edge]?.after ?? null });
        expect(userIds(rest)).toEqual(expected.slice(edge + 1));
      }
    }),
    { numRuns: 80 },
  );
});

test("any position can be followed by a page of any size", async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("offset", "cursor"),
      sizes,
      fc.nat({ max: 230 }),
      async (mode, sizes, count) => {
        const everyone = fill(
          IDS[mode],
          Array.from({ length: count }, () => "MEMBER" as const),
        );
        const seen: string[] = [];
        let after: MemberPosition | null = null;
        for (const first of sizes) {
          const page: MemberPage = await readPage({ groupId: IDS[mode], first, after });
          expect(page.members.length).toBe(Math.min(first, everyone.length - seen.length));
          seen.push(...userIds(page.members));
          // Use the last member's position instead of the page's, like a client that kept a cursor.
          after = page.members.at(-1)?.after ?? after;
          if (page.next === null) break;
        }
        expect(seen).toEqual(everyone.slice(0, seen.length));
      },
    ),
    { numRuns: 60 },
  );
});

test.each([
  ["offset", 100, 1],
  ["offset", 1, 1],
  ["cursor", 100, 1],
  ["cursor", 30, 1],
] as const)("a page by %s with %i members is one call", async (mode, first, calls) => {
  fill(
    IDS[mode],
    Array.from({ length: 250 }, () => "MEMBER" as const),
  );
  vendors.calls();
  const page = await readPage({ groupId: IDS[mode], first });
  expect([page.members.length, vendors.calls().length]).toEqual([first, calls]);
  expect(page.groupMemberCount).toBe(250);
});

test("the count covers the whole group, with any role filter", async () => {
  for (const groupId of Object.values(IDS)) {
    fill(groupId, ["OWNER", "ADMIN", "MEMBER", "MEMBER"]);
    const page = await readPage({ groupId, roles: ["ADMIN"] });
    expect(userIds(page.members)).toEqual(["user_1"]);
    expect(page).toMatchObject({ groupMemberCount: 4, next: null });
  }
});

test("an empty group is one empty page", async () => {
  for (const groupId of Object.values(IDS)) {
    fill(groupId, []);
    expect(await readPage({ groupId })).toEqual({
      members: [],
      next: null,
      groupMemberCount: 0,
      read: expect.any(Object),
    });
  }
});

test("a position past the end of a group that shrank is the end", async () => {
  fill(IDS.offset, ["MEMBER"]);
  const after = { by: "offset", offset: 500 } as const;
  expect(await readPage({ after })).toMatchObject({ members: [], next: null });
});
