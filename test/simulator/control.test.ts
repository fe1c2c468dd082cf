import { request } from "undici";
import { expect, test } from "vitest";
import { parseSchool } from "../../src/simulator/school.js";
import { control, handMadeUserSig, simulate, sync, tencent, until } from "./support.js";

test("describes itself and lists its routes", async () => {
  await using simulator = await simulate();
  const { json } = await control(simulator, "GET", "/");
  expect(json.what).toContain("not run by either vendor");
  expect(json.routes).toEqual([
    "GET /",
    "GET /faults",
    "POST /faults",
    "DELETE /faults",
    "DELETE /faults/:id",
    "POST /faults/:id/release",
    "GET /calls",
    "DELETE /calls",
    "GET /school",
    "POST /school/reset",
    "POST /clock",
    "GET /events",
    "POST /events/:id",
    "GET /webhooks",
    "GET /webhooks/deliveries",
    "DELETE /webhooks/deliveries",
    "DELETE /webhooks/queue",
    "POST /webhooks/next",
    "POST /webhooks/raw",
    "GET /webhooks/settings",
    "POST /webhooks/settings",
  ]);
});

test("adds and lists faults, and removes one or all", async () => {
  await using simulator = await simulate();
  const added = await control(simulator, "POST", "/faults", { vendor: "classin", kind: "code", code: 104 });
  expect(added).toMatchObject({ status: 201, json: { id: "fault-1" } });
  expect(await sync(simulator, "561294")).toBe(104);
  const { json } = await control(simulator, "GET", "/faults");
  expect(json.faults).toEqual([
    { id: "fault-1", fault: { vendor: "classin", kind: "code", code: 104 }, happened: 1 },
  ]);
  expect((await control(simulator, "DELETE", "/faults/fault-1")).json).toEqual({ removed: 1 });
  expect(await sync(simulator, "561294")).toBe(1);
  expect((await control(simulator, "DELETE", "/faults/fault-1")).status).toBe(404);
  await control(simulator, "POST", "/faults", { kind: "silence" });
  expect((await control(simulator, "DELETE", "/faults")).json).toEqual({ removed: 1 });
});

test("holds calls, counts them, and releases them", async () => {
  await using simulator = await simulate();
  const hold = { kind: "hold", vendor: "classin" };
  expect(await control(simulator, "POST", "/faults", hold)).toMatchObject({
    status: 201,
    json: { id: "fault-1", faults: [{ id: "fault-1", held: 0 }] },
  });
  const syncs = [sync(simulator, "561294"), sync(simulator, "561294")];
  await until(() => simulator.faults.held("fault-1") === 2);
  const { json } = await control(simulator, "GET", "/faults");
  expect(json.faults).toEqual([{ id: "fault-1", fault: hold, happened: 2, held: 2 }]);
  expect(await control(simulator, "POST", "/faults/fault-1/release")).toEqual({
    status: 200,
    json: { released: 2 },
  });
  expect(await Promise.all(syncs)).toEqual([1, 1]);
  expect((await control(simulator, "GET", "/faults")).json).toEqual({ faults: [] });
});

test.each(["/faults/fault-1", "/faults"])("DELETE %s releases held calls", async (path) => {
  await using simulator = await simulate();
  await control(simulator, "POST", "/faults", { kind: "hold" });
  const held = sync(simulator, "561294");
  await until(() => simulator.faults.held("fault-1") === 1);
  await control(simulator, "DELETE", path);
  expect(await held).toBe(1);
});

test("only a hold can be released, and only once", async () => {
  await using simulator = await simulate();
  const other = await control(simulator, "POST", "/faults", { kind: "silence" });
  const hold = await control(simulator, "POST", "/faults", { kind: "hold" });
  const release = async (id: string) => (await control(simulator, "POST", `/faults/${id}/release`)).status;
  expect([await release(other.json.id), await release(hold.json.id), await release(hold.json.id)]).toEqual([
    404, 200, 404,
  ]);
});

test("reports calls: totals and peaks of each operation, and the last calls", async () => {
  await using simulator = await simulate();
  await sync(simulator, "561294");
  for (const id of ["a", "b", "c"]) await tencent(simulator, "get_group_info", { GroupIdList: [id] });
  const all = (await control(simulator, "GET", "/calls")).json;
  expect(all.totals).toEqual([
    { vendor: "classin", operation: "modifyGroupMemberNickname", total: 1, highestInAnySecond: 1 },
    { vendor: "tencent-im", operation: "get_group_info", total: 3, highestInAnySecond: 3 },
  ]);
  expect(all.last).toHaveLength(4);
  const some = (await control(simulator, "GET", "/calls?operation=get_group_info&last=1")).json;
  expect(some).toMatchObject({ highestInAnySecond: 3, last: [{ target: "c" }] });
  expect((await control(simulator, "GET", "/calls?vendor=zoom&last=x")).json.because).toMatch(
    /vendor[\s\S]*last/,
  );
  expect((await control(simulator, "DELETE", "/calls")).json).toEqual({ removed: 4 });
  expect((await control(simulator, "GET", "/calls")).json.totals).toEqual([]);
});

test("returns its state as a school file that can start a simulator, and resets it", async () => {
  await using simulator = await simulate();
  const change = { GroupId: "@TGS#2CLUZEAEJ", Member_Account: "bob", NameCard: "Bob B.", MuteTime: 60 };
  await tencent(simulator, "modify_group_member_info", change);
  await tencent(simulator, "forbid_send_msg", {
    GroupId: "open-day-live",
    Members_Account: ["bob"],
    MuteTime: 60,
  });
  const { json } = await control(simulator, "GET", "/school");
  await using copy = await simulate({ school: parseSchool(json) });
  expect(copy.world.groups).toEqual(simulator.world.groups);
  expect(copy.world.courses).toEqual(simulator.world.courses);
  expect(copy.world.accounts).toEqual(simulator.world.accounts);
  expect((await control(simulator, "POST", "/school/reset")).json).toMatchObject({ courses: 9, groups: 9 });
  expect(simulator.world.groups.get("@TGS#2CLUZEAEJ")?.members.get("bob")?.nameCard).toBe("Bobby");
});

test("a reset ends the lock after bad signatures", async () => {
  await using simulator = await simulate();
  const question = { GroupId: "course-561294", User_Account: ["bob"] };
  const usersig = handMadeUserSig({ key: "another" });
  for (let attempt = 0; attempt < 5; attempt++)
    await tencent(simulator, "get_role_in_group", question, { usersig });
  expect(await tencent(simulator, "get_role_in_group", question)).toMatchObject({ ErrorCode: 70050 });
  await control(simulator, "POST", "/school/reset");
  expect(await tencent(simulator, "get_role_in_group", question)).toMatchObject({ ErrorCode: 0 });
});

test("moves the vendors' clock", async () => {
  await using simulator = await simulate();
  const moved = await control(simulator, "POST", "/clock", { skewMs: 90_000 });
  expect(moved.json).toEqual({ skewMs: 90_000, now: "2026-09-03T08:01:30.000Z" });
  expect(simulator.world.clock.skewMs).toBe(90_000);
});

test.each([
  ["an unknown path", "GET", "/fault", undefined, 404],
  ["a wrong method", "PUT", "/faults", "{}", 404],
  ["a body that is not JSON", "POST", "/clock", "{", 400],
  ["no body", "POST", "/clock", undefined, 400],
  ["a clock that is not a number", "POST", "/clock", { skewMs: "1h" }, 400],
  ["an unknown kind of fault", "POST", "/faults", { kind: "sabotage" }, 400],
  ["a body beyond 64 KiB", "POST", "/faults", { kind: "raw", body: "x".repeat(70_000) }, 413],
])("answers %s with the error, its reason and what to do", async (_, method, path, body, status) => {
  await using simulator = await simulate();
  const answer = await control(simulator, method, path, body);
  expect(answer).toEqual({
    status,
    json: { error: expect.any(String), because: expect.any(String), todo: expect.any(String) },
  });
});

test("listens only on loopback, and refuses other origins", async () => {
  await using simulator = await simulate();
  expect(simulator.controlUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  for (const headers of [{ origin: "https://evil.example" }, { host: "rebound.example" }]) {
    const { statusCode } = await request(`${simulator.controlUrl}/faults`, { headers });
    expect(statusCode).toBe(403);
  }
});
