import fc from "fast-check";
import { expect, test } from "vitest";
import { Calls } from "../../src/simulator/calls.js";
import { classin, handMadeUserSig, safeKeyFields, simulate, sync, tencent } from "./support.js";

const arrival = (at: number, operation = "op") =>
  ({ at, vendor: "classin", operation, contentType: "", query: {} }) as const;

test("records each request and its answer", async () => {
  await using simulator = await simulate();
  simulator.time.monotonicMs = 1234;
  await sync(simulator, "561295");
  await tencent(simulator, "get_role_in_group", { GroupId: "course-561294", User_Account: ["bob"] });
  expect(simulator.calls.list()).toEqual([
    {
      at: 1234,
      vendor: "classin",
      operation: "modifyGroupMemberNickname",
      target: "561295",
      body: { SID: "1234567", safeKey: "[redacted]", timeStamp: "1788422400", courseId: "561295" },
      contentType: "application/x-www-form-urlencoded;charset=UTF-8",
      query: { action: "modifyGroupMemberNickname" },
      answered: { httpStatus: 200, code: 842 },
    },
    {
      at: 1234,
      vendor: "tencent-im",
      operation: "get_role_in_group",
      target: "course-561294",
      body: { GroupId: "course-561294", User_Account: ["bob"] },
      contentType: "text/plain;charset=UTF-8",
      query: {
        sdkappid: "1400000001",
        identifier: "administrator",
        usersig: "[redacted]",
        random: "4294967295",
        contenttype: "json",
      },
      answered: { httpStatus: 200, code: 0 },
    },
  ]);
});

test("keeps no signature or secret, not even one sent in the wrong place", async () => {
  await using simulator = await simulate();
  const fields = safeKeyFields("561294");
  const usersig = handMadeUserSig({ key: "another" });
  await classin(simulator, { ...fields, SafeKey: fields.safeKey });
  await classin(simulator, fields, `/partner/api/course.api.php?action=x&safeKey=${fields.safeKey}`);
  await classin(simulator, JSON.stringify(fields));
  await tencent(simulator, "get_group_info", { GroupIdList: ["g"], usersig }, { UserSig: usersig });
  const kept = JSON.stringify(simulator.calls.list());
  for (const secret of [fields.safeKey, usersig, "simulator-classin-secret"])
    expect(kept).not.toContain(secret);
});

test("filters, counts and clears", async () => {
  await using simulator = await simulate();
  await sync(simulator, "561294");
  await tencent(simulator, "get_group_info", { GroupIdList: ["g"] });
  await tencent(simulator, "get_group_info", { GroupIdList: ["g"] });
  const { calls } = simulator;
  expect([
    calls.count(),
    calls.count({ vendor: "classin" }),
    calls.count({ operation: "get_group_info" }),
  ]).toEqual([3, 1, 2]);
  expect(calls.list({ vendor: "tencent-im" })).toHaveLength(2);
  calls.clear();
  expect([calls.count(), calls.list().length, calls.highestInAnySecond()]).toEqual([0, 0, 0]);
});

test("keeps the last 50,000 records, and counts beyond them exactly", () => {
  const calls = new Calls();
  for (let at = 0; at < 70_000; at++) calls.arrived(arrival(at));
  const kept = calls.list();
  expect([kept.length, kept[0]?.at, kept.at(-1)?.at]).toEqual([50_000, 20_000, 69_999]);
  expect(calls.count({ operation: "op" })).toBe(70_000);
  expect(calls.highestInAnySecond("op")).toBe(1000);
});

test("drops old records earlier if their bodies are large", () => {
  const calls = new Calls();
  for (let at = 0; at < 100; at++) calls.arrived(arrival(at)).read({}, undefined, 1024 * 1024);
  expect(calls.list()).toHaveLength(32);
  expect(calls.count()).toBe(100);
});

test("unknown operations share a counter once there are many", () => {
  const calls = new Calls();
  for (let at = 0; at < 1000; at++) calls.arrived(arrival(at, `invented-${at}`));
  expect(calls.totals().length).toBeLessThanOrEqual(201);
  expect(calls.count()).toBe(1000);
});

test("the highest second is the most arrivals in any window open at its start", () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 60 });
  fc.assert(
    fc.property(gaps, (steps) => {
      const calls = new Calls();
      const times: number[] = [];
      let at = 0;
      for (const step of steps) {
        at += step;
        times.push(at);
        calls.arrived(arrival(at));
      }
      const highest = times.map((end) => times.filter((time) => time > end - 1000 && time <= end).length);
      expect(calls.highestInAnySecond()).toBe(Math.max(0, ...highest));
    }),
  );
});
