import fc from "fast-check";
import { expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { readMemberPage } from "../../src/tencent-im/member-pages.js";
import type { MemberField } from "../../src/tencent-im/model.js";
import { readingRosters } from "../../src/tencent-im/rosters.js";
import { startVendors } from "../support/vendors.js";

const FIELDS: ReadonlySet<MemberField> = new Set(["role", "nameCard", "mutedUntil"]);

/** Both ways to read a page. The limiter says that calls for pages wait, if `isBusy`. */
async function twoWays(groups: readonly ReturnType<typeof aGroup>[], isBusy = () => true) {
  const vendors = await startVendors({ school: aSchool({ groups: [...groups] }) });
  const deps = {
    ...vendors.imDeps,
    limiterFor(command: string) {
      const limiter = vendors.imDeps.limiterFor(command);
      const waiting = () => (command === "get_group_member_info" && isBusy() ? 1 : 0);
      return { acquire: limiter.acquire.bind(limiter), throttled: limiter.throttled.bind(limiter), waiting };
    },
  };
  const byPages = (...[query, fields, context]: Parameters<ReturnType<typeof readingRosters>>) =>
    readMemberPage(deps, query, fields, context);
  return { vendors, byPages, byRosters: readingRosters(deps, byPages) };
}

const withoutMoments = (page: unknown): unknown =>
  JSON.parse(JSON.stringify(page), (key, value) => (key === "read" ? undefined : value));

test("a page of a group that is read whole is the page that its own call returns", async () => {
  const sizes = [0, 1, 7, 40, 99, 100, 101, 150];
  const groups = sizes.map((members) => aGroup({ id: `group-${members}`, members }));
  const { vendors, byPages, byRosters } = await twoWays([
    ...groups,
    aGroup({ id: "live", type: "AVChatRoom" }),
  ]);
  await using _closed = vendors;
  const ids = [...sizes.map((size) => `group-${size}`), "live", "nowhere"];
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.tuple(fc.constantFrom(...ids), fc.integer({ min: 1, max: 100 })), {
        minLength: 1,
        maxLength: 12,
        selector: ([id]) => id,
      }),
      async (asked) => {
        const context = vendors.context();
        const queries = asked.map(([groupId, first]) => ({ groupId, first, after: null, roles: null }));
        const together = await Promise.all(queries.map((query) => byRosters(query, FIELDS, context)));
        for (const [index, query] of queries.entries()) {
          const alone = await byPages(query, FIELDS, context);
          expect(withoutMoments(together[index])).toEqual(withoutMoments(alone));
        }
      },
    ),
    { numRuns: 30 },
  );
});

test("fifty small groups take one call; a group that does not fit into its page takes its own, and is known afterwards", async () => {
  const groups = Array.from({ length: 50 }, (_, index) =>
    aGroup({ id: `group-${index}`, members: index === 7 ? 120 : 3 }),
  );
  const { vendors, byRosters } = await twoWays(groups);
  await using _closed = vendors;
  const read = async () => {
    vendors.simulator.calls.clear();
    const context = vendors.context();
    const queries = groups.map(({ id }) => ({ groupId: id, first: 50, after: null, roles: null }));
    const pages = await Promise.all(queries.map((query) => byRosters(query, FIELDS, context)));
    expect(pages.map((page) => page.ok && page.value.members.length)).toEqual(
      groups.map((_, index) => (index === 7 ? 50 : 3)),
    );
    return vendors.simulator.calls
      .list()
      .map(({ operation }) => operation)
      .sort();
  };
  expect(await read()).toEqual(["get_group_info", "get_group_member_info"]);
  expect(await read()).toEqual(["get_group_info", "get_group_member_info"]);
  const asked = vendors.simulator.calls.list().find(({ operation }) => operation === "get_group_info");
  expect(JSON.stringify(asked)).not.toContain('"group-7"');
});

test("a group whose members do not fit into an answer costs the others one call, and only once", async () => {
  const groups = [
    aGroup({ id: "huge", members: 15_000, maxMembers: 20_000 }),
    ...Array.from({ length: 5 }, (_, index) => aGroup({ id: `group-${index}`, members: 3 })),
  ];
  const { vendors, byRosters } = await twoWays(groups);
  await using _closed = vendors;
  const read = async () => {
    vendors.simulator.calls.clear();
    const queries = groups.map(({ id }) => ({ groupId: id, first: 50, after: null, roles: null }));
    const pages = await Promise.all(queries.map((query) => byRosters(query, FIELDS, vendors.context())));
    expect(pages.map((page) => page.ok && page.value.members.length)).toEqual([50, 3, 3, 3, 3, 3]);
    const calls = vendors.simulator.calls.list().map(({ operation }) => operation);
    return calls.filter((operation) => operation === "get_group_member_info").length;
  };
  expect(await read()).toBe(6);
  expect(await read()).toBe(1);
});

test.each([
  ["later pages", { after: { by: "offset", offset: 1 } as const }],
  ["pages of some roles", { roles: ["ADMIN"] as const }],
])("%s have their own calls", async (_what, differently) => {
  const { vendors, byRosters } = await twoWays([aGroup({ id: "group-1", members: 3 })]);
  await using _closed = vendors;
  const query = { groupId: "group-1", first: 50, after: null, roles: null, ...differently };
  expect(await byRosters(query, FIELDS, vendors.context())).toMatchObject({ ok: true });
  expect(vendors.simulator.calls.list().map(({ operation }) => operation)).not.toContain("get_group_info");
});

test("if no call for a page waits, each page has its own call", async () => {
  const { vendors, byRosters } = await twoWays([aGroup({ id: "group-1", members: 3 })], () => false);
  await using _closed = vendors;
  await byRosters({ groupId: "group-1", first: 50, after: null, roles: null }, FIELDS, vendors.context());
  expect(vendors.simulator.calls.list().map(({ operation }) => operation)).toEqual(["get_group_member_info"]);
});

test("if the call for whole groups fails, or one group in it, the pages are read by their own calls", async () => {
  const { vendors, byRosters } = await twoWays([
    aGroup({ id: "group-1", members: 3 }),
    aGroup({ id: "group-2", members: 3 }),
  ]);
  await using _closed = vendors;
  const read = (groupId: string) =>
    byRosters({ groupId, first: 50, after: null, roles: null }, FIELDS, vendors.context());
  for (const fault of [
    { kind: "code", code: 10018, operation: "get_group_info" } as const,
    { kind: "group-code", code: 10007, target: "group-1" } as const,
  ]) {
    const id = vendors.simulator.faults.add(fault);
    const pages = await Promise.all([read("group-1"), read("group-2")]);
    expect(pages[1]).toMatchObject({ ok: true, value: { groupMemberCount: 3 } });
    vendors.simulator.faults.remove(id);
  }
});
