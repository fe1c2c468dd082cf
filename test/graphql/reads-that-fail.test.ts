import { describe, expect, test } from "vitest";
import { ODD_DETAIL } from "../../src/school/oddity-log.js";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import type { Fault } from "../../src/simulator/simulator.js";
import { startApp } from "../support/app.js";
import { sharedApp } from "../support/graphql-suite.js";

const school = aSchool({
  groups: ["a", "b", "c"].map((id) => aGroup({ id, name: `Group ${id}` })),
});
const app = await sharedApp({ school });
const CANARY = "vendor-text-4711";

test("while the vendor is down, fields are null and errors say when to retry", async () => {
  await using stopped = await startApp({ school });
  await stopped.simulator.close();
  const { status, headers, data, errors } = await stopped.send(
    '{ group(id: "a") { name } course(id: "1") { id } }',
  );
  expect({ status, data }).toEqual({ status: 200, data: { group: null, course: { id: "1" } } });
  expect(errors).toEqual([
    {
      message: expect.stringMatching(/^Tencent IM could not be read: .*Try again in \d+ s\.$/),
      locations: expect.anything(),
      path: ["group"],
      extensions: {
        code: "VENDOR_UNAVAILABLE",
        vendor: "TENCENT_IM",
        vendorCode: null,
        requestId: headers["x-request-id"],
        retryAfterSeconds: expect.toSatisfy((seconds: number) => seconds > 0),
      },
    },
  ]);
});

/** What the vendor does, the error that the client gets, and the number of calls. */
const FAILURES: readonly (readonly [string, Fault, object, number])[] = [
  ["HTTP 502", { kind: "http" }, { code: "VENDOR_UNAVAILABLE", vendorCode: null }, 4],
  ["HTTP 429", { kind: "http", httpStatus: 429 }, { code: "RATE_LIMITED", vendorCode: null }, 4],
  ["HTML", { kind: "html" }, { code: "VENDOR_UNAVAILABLE", vendorCode: null }, 4],
  ["a truncated answer", { kind: "truncate" }, { code: "VENDOR_UNAVAILABLE", vendorCode: null }, 4],
  ["an empty answer", { kind: "empty" }, { code: "VENDOR_UNAVAILABLE", vendorCode: null }, 4],
  ["a reset", { kind: "reset" }, { code: "VENDOR_UNAVAILABLE", vendorCode: null }, 4],
  ["a redirect", { kind: "redirect" }, { code: "VENDOR_UNAVAILABLE", vendorCode: null }, 4],
  ["a throttled call", { kind: "throttle" }, { code: "RATE_LIMITED", vendorCode: 60007 }, 4],
  ["an internal error", { kind: "code", code: 10002 }, { code: "VENDOR_UNAVAILABLE", vendorCode: 10002 }, 4],
  [
    "a refused signature",
    { kind: "code", code: 70001 },
    { code: "VENDOR_MISCONFIGURED", vendorCode: 70001 },
    2,
  ],
  ["an expired plan", { kind: "code", code: 60020 }, { code: "VENDOR_MISCONFIGURED", vendorCode: 60020 }, 1],
  ["an illegal parameter", { kind: "code", code: 10004 }, { code: "VENDOR_REJECTED", vendorCode: 10004 }, 1],
  ["an undocumented code", { kind: "code", code: 31337 }, { code: "VENDOR_REJECTED", vendorCode: 31337 }, 1],
  [
    "a success of another shape",
    { kind: "raw", body: `{"ActionStatus":"OK","ErrorCode":0,"${CANARY}":[]}` },
    { code: "VENDOR_UNAVAILABLE", vendorCode: null },
    1,
  ],
];
/** Every read, each with the field that fails. */
const READS: readonly (readonly [string, string, readonly (string | number)[]])[] = [
  ["get_group_info", '{ group(id: "a") { name } }', ["group"]],
  [
    "get_specified_group_member_info",
    '{ groupMember(groupId: "a", userId: "student_001") { role } }',
    ["groupMember"],
  ],
  ["get_group_member_info", '{ group(id: "a") { members { nodes { role } } } }', ["group", "members"]],
  [
    "get_joined_group_list",
    '{ groupMember(groupId: "a", userId: "student_001") { user { groups { nodes { name } } } } }',
    ["groupMember", "user", "groups"],
  ],
];

describe.for(READS)("when %s is answered", ([operation, query, path]) => {
  const failures = FAILURES.filter(
    // An answer without a member list is valid, so it is not another shape.
    ([, fault]) => fault.kind !== "raw" || /get_group_info|get_joined/.test(operation),
  );
  test.for(failures)("with %s", async ([, fault, extensions, calls]) => {
    app.simulator.faults.add({ operation, ...fault });
    const { status, headers, errors, text } = await app.send(query);
    expect(status).toBe(200);
    expect(errors).toMatchObject([
      { path, extensions: { vendor: "TENCENT_IM", requestId: headers["x-request-id"], ...extensions } },
    ]);
    const retries = /UNAVAILABLE|RATE/.test(JSON.stringify(extensions));
    expect("retryAfterSeconds" in (errors[0]?.extensions ?? {})).toBe(retries);
    expect(app.vendorCalls()[operation]).toBe(calls);
    for (const echo of [CANARY, "nginx", "DOCTYPE", "http://", "127.0.0.1", "at async"])
      expect(text).not.toContain(echo);
  });

  test("at the second attempt, the client sees no error", async () => {
    app.simulator.faults.add({ operation, kind: "http", times: 1 });
    await app.run(query);
    expect(app.vendorCalls()[operation]).toBe(2);
  });
});

test("one failing group of many is an error only at its own place", async () => {
  app.simulator.faults.add({ kind: "group-code", target: "b", code: 10002 });
  const { status, headers, data, errors } = await app.send(
    '{ groups(ids: ["a", "b", "gone", "c"]) { name } }',
  );
  expect({ status, data }).toEqual({
    status: 200,
    data: { groups: [{ name: "Group a" }, null, null, { name: "Group c" }] },
  });
  expect(errors).toMatchObject([
    {
      path: ["groups", 1],
      extensions: { code: "VENDOR_UNAVAILABLE", vendorCode: 10002, requestId: headers["x-request-id"] },
    },
  ]);
});

test.for([10010, 10015, "10010"])("a group is null if the vendor answers %s for it", async (code) => {
  app.simulator.faults.add({ kind: "group-code", target: "b", code });
  expect(await app.run('{ groups(ids: ["a", "b"]) { name } }')).toEqual({
    groups: [{ name: "Group a" }, null],
  });
});

test("members that cannot be listed do not affect the group", async () => {
  app.simulator.faults.add({ operation: "get_group_member_info", kind: "http" });
  const { data, errors } = await app.send(
    '{ group(id: "a") { name members { totalCount } owner { userId } } }',
  );
  expect(data).toEqual({ group: { name: "Group a", members: null, owner: { userId: "teacher_li" } } });
  expect(errors.map(({ path }) => path)).toEqual([["group", "members"]]);
});

test("an owner who cannot be read does not affect the group", async () => {
  app.simulator.faults.add({ operation: "get_specified_group_member_info", kind: "http" });
  const { data, errors } = await app.send('{ group(id: "a") { name owner { nameCard } } }');
  expect(data).toEqual({ group: { name: "Group a", owner: null } });
  expect(errors).toMatchObject([{ path: ["group", "owner"], extensions: { code: "VENDOR_UNAVAILABLE" } }]);
});

test("a group that cannot be read does not affect its member, and has errors at its own fields", async () => {
  app.simulator.faults.add({ operation: "get_group_info", kind: "http" });
  const { data, errors } = await app.send(
    '{ groupMember(groupId: "a", userId: "student_001") { role group { id name owner { userId } members(first: 1) { totalCount } } } }',
  );
  expect(data).toEqual({
    groupMember: { role: "MEMBER", group: { id: "a", name: null, owner: null, members: { totalCount: 3 } } },
  });
  expect(new Set(errors.map(({ path }) => path?.at(-1)))).toEqual(new Set(["name", "owner"]));
  expect(errors.map(({ extensions }) => extensions["code"])).toEqual([
    "VENDOR_UNAVAILABLE",
    "VENDOR_UNAVAILABLE",
  ]);
});

test("a failing vendor call is logged with the request's id, and without its arguments", async () => {
  app.simulator.faults.add({ operation: "get_group_info", kind: "http" });
  const { headers } = await app.send('{ group(id: "a") { name } }');
  const lines = app.log
    .with("vendor call failed")
    .filter(({ requestId }) => requestId === headers["x-request-id"]);
  expect(lines).toMatchObject([
    {
      level: 40,
      vendor: "tencent-im",
      operation: "get_group_info",
      outcome: "unreadable-answer",
      attempts: 4,
    },
  ]);
});

test("a number that does not fit GraphQL's Int is null, and the rest is not affected", async () => {
  Object.assign(app.simulator.world.groups.get("a") ?? {}, { maxMembers: 2 ** 40 });
  expect(await app.run('{ group(id: "a") { name maxMemberCount } }')).toEqual({
    group: { name: "Group a", maxMemberCount: null },
  });
  expect(app.log.with(ODD_DETAIL).filter(({ field }) => field === "MaxMemberNum")).toMatchObject([
    { level: 40, vendor: "tencent-im", field: "MaxMemberNum", kind: "out-of-range" },
  ]);
});

test("a time that does not fit a date is null", async () => {
  Object.assign(app.simulator.world.groups.get("a") ?? {}, { createdAt: 9_000_000_000_000_000 });
  expect(await app.run('{ group(id: "a") { name createdAt } }')).toEqual({
    group: { name: "Group a", createdAt: null },
  });
});
