import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { IM_ERROR_CODES } from "../../src/tencent-im/error-code.js";
import { startVendors, type Vendors } from "../support/vendors.js";

const GROUP = "course-561294";

/** What each documented code means, and how many calls a read makes if the code persists. */
const MEANINGS: readonly (readonly [kind: string, calls: number, codes: readonly number[]])[] = [
  ["group-not-found", 1, [10010, 10015]],
  ["member-not-found", 1, [10019, 70107, 30003, 40003, 50001]],
  ["refused", 1, [10007]],
  ["content-rejected", 1, [80001, 80005]],
  ["rate-limited", 4, [10006, 60007, 60011, 60018, 60019]],
  ["unavailable", 4, [10002, 60008, 60013, 60014, 70169, 70202, 70500]],
  ["misconfigured", 2, [10008, 60004, 60005, 60025, 70001, 70003, 70005]],
  [
    "misconfigured",
    1,
    [60006, 60010, 60012, 60016, 60017, 60020, 60021, 70002, 70009, 70013, 70014, 70016, 70020, 70050, 70051],
  ],
  ["misconfigured", 1, [60026, 60027, 60028, 70114, 70403, 72000, 72002, 10012, 10026, 10058, 10059, 11000]],
  ["rejected", 1, [60002, 60003, 60009, 60015, 70206, 70402, 10003, 10004, 10005, 10011, 10018, 10054]],
  ["rejected", 1, [10009, 10013, 10014, 10016, 10017, 10021, 10024, 10025, 10036, 10037, 10038, 80003]],
  ["rejected", 1, [10045, 10046, 10047, 10048, 10049, 10050, 10056, 10060, 10063, 10070]],
];
const UNDOCUMENTED = [1, -1, 12345, 60001, 79999, 2147483647];
const ROWS = MEANINGS.flatMap(([kind, calls, codes]) => codes.map((code) => [code, kind, calls] as const));

let vendors: Vendors;
beforeAll(async () => {
  vendors = await startVendors({ school: aSchool({ groups: [aGroup({ id: GROUP })] }) });
});
afterAll(() => vendors[Symbol.asyncDispose]());
beforeEach(() => {
  vendors.simulator.faults.clear();
  vendors.calls();
});

function answerAllWith(code: number): void {
  vendors.simulator.faults.clear();
  vendors.fault({ kind: "code", code });
  vendors.calls();
}

test("the code table and this test's table hold the same codes", () => {
  expect(new Set(IM_ERROR_CODES.keys())).toEqual(new Set(ROWS.map(([code]) => code)));
});

test.each([...ROWS, ...UNDOCUMENTED.map((code) => [code, "rejected", 1] as const)])(
  "a read answered with %i ends as %s, after %i calls",
  async (code, kind, calls) => {
    answerAllWith(code);
    // The smallest page: a smaller one cannot be requested if the answer is too large.
    const query = { groupId: GROUP, first: 1, after: null, roles: null };
    const page = await vendors.im.memberPage(query, new Set(["role"]), vendors.context());
    expect(page).toMatchObject({ ok: false, error: { vendor: "tencent-im", kind, code } });
    expect(vendors.calls()).toHaveLength(calls);
    expect(vendors.reports.at(-1)).toMatchObject({ outcome: "answered", code, attempts: calls });
  },
);

test.each([
  ["a rename", { nameCard: "Lin Ya" }, 4],
  ["an unmute", { muteForSeconds: 0 }, 4],
  ["a mute", { muteForSeconds: 60 }, 1],
  ["a rename with a mute", { nameCard: "Lin Ya", muteForSeconds: 60 }, 1],
])(
  "%s is sent again after a vendor fault only if repeating it is harmless: %o, %i calls",
  async (_, change, calls) => {
    for (const code of [10002, 60008, 60013, 60014, 70169, 70202, 70500]) {
      answerAllWith(code);
      await vendors.im.updateMember({ groupId: GROUP, userId: "student_001", ...change }, vendors.context());
      expect(vendors.calls()).toHaveLength(calls);
    }
  },
);

test("a mute that was refused before it took effect is sent again like any other call", async () => {
  for (const [code, kind, calls] of ROWS.filter(
    ([, kind]) => kind === "rate-limited" || kind === "misconfigured",
  )) {
    answerAllWith(code);
    const mute = { groupId: GROUP, userId: "student_001", muteForSeconds: 60 };
    expect(await vendors.im.updateMember(mute, vendors.context())).toMatchObject({
      ok: false,
      error: { kind },
    });
    expect(vendors.calls()).toHaveLength(calls);
  }
});

test("a rate limit is reported with a retry time of one second, a vendor fault with five", async () => {
  for (const [code, retryAfterSeconds] of [
    [60007, 1],
    [10006, 1],
    [10002, 5],
  ] as const) {
    answerAllWith(code);
    const groups = await vendors.im.groups([GROUP], new Set(["name"]), vendors.context());
    expect(groups.get(GROUP)).toMatchObject({ ok: false, error: { retryAfterSeconds } });
  }
});

test("a passing failure is retried until it succeeds", async () => {
  for (const code of [60007, 10002, 10008]) {
    vendors.simulator.faults.clear();
    vendors.fault({ kind: "code", code, times: 1 });
    const groups = await vendors.im.groups([GROUP], new Set(["name"]), vendors.context());
    expect(groups.get(GROUP)).toMatchObject({ ok: true });
    expect(vendors.calls()).toHaveLength(2);
  }
});

test("a code as a string has the same meaning", async () => {
  vendors.simulator.faults.clear();
  vendors.fault({ kind: "code", code: "10010" });
  const change = { groupId: GROUP, userId: "student_001", nameCard: "x" };
  expect(await vendors.im.updateMember(change, vendors.context())).toMatchObject({
    ok: false,
    error: { kind: "group-not-found", code: 10010 },
  });
});
