import { gunzipSync } from "node:zlib";
import { request } from "undici";
import { expect, test, vi } from "vitest";
import { type OddAnswer, type OddScene, oddAnswer } from "../../src/simulator/odd-answers.js";
import type { Fault, Simulator } from "../../src/simulator/simulator.js";
import { FOLLOWED_A_REDIRECT } from "../../src/simulator/vendor-server.js";
import { simulate, sync, tencent, tencentUrl, until } from "./support.js";

const GroupId = "@TGS#2CLUZEAEJ";
const change = { GroupId, Member_Account: "bob", NameCard: "changed" };
const CHANGE = "modify_group_member_info";
const READ = "get_group_info";
const read = { GroupIdList: [GroupId], ResponseFilter: { GroupBaseInfoFilter: ["Name"] } };
const OK = '{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}';
const FAIL = '{"ActionStatus":"FAIL","ErrorInfo":"internal error, please try again","ErrorCode":10002}';

/** Unlike fetch, follows no redirects and decompresses nothing. */
async function raw(simulator: Simulator, command = CHANGE, body: unknown = change) {
  const response = await request(tencentUrl(simulator, command), {
    method: "POST",
    body: JSON.stringify(body),
  });
  const bytes = Buffer.from(await response.body.arrayBuffer());
  return { status: response.statusCode, headers: response.headers, bytes, text: bytes.toString() };
}
const nameCard = (simulator: Simulator) => simulator.world.groups.get(GroupId)?.members.get("bob")?.nameCard;

test.each<[string, Fault, { status: number; type?: string; text: string | RegExp }]>([
  ["code", { kind: "code", code: 10002 }, { status: 200, text: FAIL }],
  ["code as a string", { kind: "code", code: "0" }, { status: 200, text: /"ErrorCode":"0"/ }],
  ["throttle", { kind: "throttle" }, { status: 200, text: /"ErrorCode":60007/ }],
  [
    "throttle with another code",
    { kind: "throttle", code: 60018 },
    { status: 200, text: /"ErrorCode":60018/ },
  ],
  ["http", { kind: "http" }, { status: 502, type: "text/html; charset=utf-8", text: /<h1>/ }],
  ["http 429", { kind: "http", httpStatus: 429 }, { status: 429, text: /<h1>/ }],
  ["html", { kind: "html" }, { status: 200, type: "text/html; charset=utf-8", text: /^<!DOCTYPE/ }],
  ["empty", { kind: "empty" }, { status: 200, text: "" }],
  [
    "raw",
    { kind: "raw", body: '{"ErrorCode":9007199254740993}' },
    { status: 200, text: '{"ErrorCode":9007199254740993}' },
  ],
  ["truncate", { kind: "truncate" }, { status: 200, text: FAIL.slice(0, FAIL.length / 2) }],
  ["drip", { kind: "drip", everyMs: 1 }, { status: 200, text: FAIL }],
  ["trailing garbage", { kind: "trailing-garbage" }, { status: 200, text: /^\{"ActionStatus".*\}<!DOCTYPE/ }],
  ["header flood", { kind: "header-flood", bytes: 4096 }, { status: 200, text: FAIL }],
])("%s: the client sees it, and nothing is changed", async (_, fault, expected) => {
  await using simulator = await simulate();
  simulator.faults.add(fault);
  const answer = await raw(simulator);
  expect(answer.status).toBe(expected.status);
  if (expected.type) expect(answer.headers["content-type"]).toBe(expected.type);
  if (typeof expected.text === "string") expect(answer.text).toBe(expected.text);
  else expect(answer.text).toMatch(expected.text);
  expect(nameCard(simulator)).toBe("Bobby");
  expect(simulator.calls.list()[0]?.answered).toEqual({ fault: fault.kind });
});

test.each<[Fault["kind"], (answer: Awaited<ReturnType<typeof raw>>) => unknown]>([
  ["bom", ({ text }) => expect(text).toBe(`\ufeff${OK}`)],
  [
    "wrong-content-type",
    ({ headers, text }) => expect([headers["content-type"], text]).toEqual(["text/plain", OK]),
  ],
  [
    "gzip",
    ({ headers, bytes }) => {
      expect(headers["content-encoding"]).toBe("gzip");
      expect(gunzipSync(bytes).toString()).toBe(OK);
    },
  ],
])("%s spoils only the answer, so the change is made", async (kind, check) => {
  await using simulator = await simulate();
  simulator.faults.add({ kind });
  check(await raw(simulator));
  expect(nameCard(simulator)).toBe("changed");
});

test.each<Fault>([
  { kind: "code", code: 10002, stage: "after" },
  { kind: "http", stage: "after" },
  { kind: "truncate", stage: "after" },
  { kind: "empty", stage: "after" },
])("at stage after, $kind follows the change", async (fault) => {
  await using simulator = await simulate();
  simulator.faults.add(fault);
  await raw(simulator);
  expect(nameCard(simulator)).toBe("changed");
});

test.each([
  ["reset", undefined, "Bobby"],
  ["reset", "after", "changed"],
  ["reset-mid-body", undefined, "Bobby"],
  ["reset-mid-body", "after", "changed"],
] as const)("%s at stage %s breaks the connection", async (kind, stage, card) => {
  await using simulator = await simulate();
  simulator.faults.add({ kind, ...(stage && { stage }) });
  await expect(raw(simulator)).rejects.toMatchObject({
    code: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/),
  });
  expect(nameCard(simulator)).toBe(card);
});

test("a truncated read is half of the true answer", async () => {
  await using simulator = await simulate();
  const whole = (await raw(simulator, READ, read)).text;
  simulator.faults.add({ kind: "truncate" });
  const cut = (await raw(simulator, READ, read)).text;
  expect(whole.startsWith(cut)).toBe(true);
  expect(cut).toContain("GroupInfo");
});

test("silence lasts until the client disconnects or the simulator closes", async () => {
  await using simulator = await simulate();
  simulator.faults.add({ kind: "silence", times: 1 });
  const waiting = raw(simulator).then(
    () => "answered",
    () => "broken off",
  );
  await until(() => simulator.faults.list().length === 0);
  expect(await tencent(simulator, CHANGE, change)).toMatchObject({ ErrorCode: 0 });
  await simulator.close();
  expect(await waiting).toBe("broken off");
});

test("a header flood has the requested length, and by default more than a client reads", async () => {
  await using simulator = await simulate();
  const id = simulator.faults.add({ kind: "header-flood", bytes: 5000 });
  const { headers } = await raw(simulator);
  const flood = Object.entries(headers).filter(([name]) => name.startsWith("x-flood-"));
  expect(flood.map(([, value]) => value?.length)).toEqual([1024, 1024, 1024, 1024, 904]);
  simulator.faults.remove(id);
  simulator.faults.add({ kind: "header-flood" });
  await expect(raw(simulator)).rejects.toMatchObject({ code: "UND_ERR_HEADERS_OVERFLOW" });
});

test("huge streams the requested number of bytes, and stops if the client disconnects", async () => {
  await using simulator = await simulate();
  simulator.faults.add({ kind: "huge", bytes: 3_000_001, times: 1 });
  expect((await raw(simulator)).bytes).toHaveLength(3_000_001);
  expect(simulator.sentBytes()).toBeGreaterThan(3_000_001);
  simulator.faults.add({ kind: "huge", times: 1 });
  const response = await request(tencentUrl(simulator, CHANGE), {
    method: "POST",
    body: JSON.stringify(change),
  });
  for await (const chunk of response.body) {
    expect(chunk.length).toBeGreaterThan(0);
    break;
  }
  // Only what the client reads and the network buffers is sent.
  expect(simulator.sentBytes()).toBeLessThan(50_000_000);
  expect(await tencent(simulator, CHANGE, change)).toMatchObject({ ErrorCode: 0 });
});

test("gzip with bytes is a decompression bomb", async () => {
  await using simulator = await simulate();
  simulator.faults.add({ kind: "gzip", bytes: 5_000_000 });
  const { bytes } = await raw(simulator);
  expect(bytes.length).toBeLessThan(50_000);
  expect(gunzipSync(bytes)).toHaveLength(5_000_000);
});

test("redirect points to another host name, and a client that follows it is recorded", async () => {
  await using simulator = await simulate();
  simulator.faults.add({ kind: "redirect" });
  const { status, headers } = await raw(simulator);
  const location = new URL(String(headers["location"]));
  expect([status, location.hostname, location.pathname]).toEqual([
    307,
    "localhost",
    "/redirected/tencent-im",
  ]);
  await fetch(`${simulator.url}${location.pathname}`, { method: "POST", body: "{}" });
  expect(simulator.calls.count({ operation: FOLLOWED_A_REDIRECT })).toBe(1);
});

test("group-code spoils one group of a batch only", async () => {
  await using simulator = await simulate();
  simulator.faults.add({ kind: "group-code", code: 10007, target: GroupId });
  const body = { GroupIdList: [GroupId, "staff-room"], ResponseFilter: {} };
  const { ErrorCode, GroupInfo } = await tencent(simulator, READ, body);
  expect([ErrorCode, GroupInfo]).toEqual([
    0,
    [
      { GroupId: "staff-room", ErrorCode: 0, ErrorInfo: "" },
      { GroupId, ErrorCode: 10007, ErrorInfo: expect.any(String) },
    ],
  ]);
});

test("faults for ClassIn use its codes: internal error 104, any errno, a throttle code", async () => {
  await using simulator = await simulate();
  simulator.faults.add({ vendor: "classin", kind: "code", code: 104, times: 1 });
  expect(await sync(simulator, "561294")).toBe(104);
  simulator.faults.add({ vendor: "classin", kind: "code", code: 842, stage: "after", times: 1 });
  expect(await sync(simulator, "561294")).toBe(842);
  expect(simulator.world.courses.get("561294")?.students[0]?.nickname).toBe("王小明");
  simulator.faults.add({ vendor: "classin", kind: "throttle", times: 1 });
  expect(await sync(simulator, "561294")).toBe(101003001);
  expect(await sync(simulator, "561294")).toBe(1);
});

test.each<[string, Partial<Fault>, boolean]>([
  ["its vendor", { vendor: "tencent-im" }, true],
  ["another vendor", { vendor: "classin" }, false],
  ["its operation", { operation: CHANGE }, true],
  ["another operation", { operation: READ }, false],
  ["its group", { target: GroupId }, true],
  ["its user", { target: "bob" }, true],
  ["another user", { target: "alice" }, false],
])("a fault aimed at %s hits: %s → %s", async (_, aim, hits) => {
  await using simulator = await simulate();
  simulator.faults.add({ kind: "code", code: 10002, ...aim });
  expect((await tencent(simulator, CHANGE, change)).ErrorCode).toBe(hits ? 10002 : 0);
});

test("a target is found anywhere in a list", async () => {
  await using simulator = await simulate();
  simulator.faults.add({ kind: "code", code: 10002, target: "alice" });
  const body = { GroupId, Member_List_Account: ["bob", "alice"] };
  expect(await tencent(simulator, "get_specified_group_member_info", body)).toMatchObject({
    ErrorCode: 10002,
  });
});

test("a share is drawn for each call, and times counts only calls that were hit", async () => {
  const draws = [0.5, 0.09, 0.1, 0.0999, 0];
  await using simulator = await simulate({ random: () => draws.shift() ?? 1 });
  simulator.faults.add({ kind: "code", code: 10002, share: 0.1, times: 2 });
  const codes: number[] = [];
  for (let call = 0; call < 5; call++) codes.push((await tencent(simulator, CHANGE, change)).ErrorCode);
  expect(codes).toEqual([0, 10002, 0, 10002, 0]);
  expect(simulator.faults.list()).toEqual([]);
});

test("delays add up with their jitter, and combine with the first other fault that matches", async () => {
  await using simulator = await simulate({ random: () => 0.5 });
  simulator.faults.add({ kind: "delay", delayMs: 3 });
  simulator.faults.add({ kind: "delay", delayMs: 4, jitterMs: 10, stage: "after" });
  simulator.faults.add({ kind: "code", code: 10002, delayMs: 5 });
  simulator.faults.add({ kind: "code", code: 60008 });
  const call = { vendor: "tencent-im", operation: CHANGE, names: [] } as const;
  expect(simulator.faults.plan(call)).toMatchObject({ beforeMs: 8, afterMs: 9, fault: { code: 10002 } });
  expect(await tencent(simulator, CHANGE, change)).toMatchObject({ ErrorCode: 10002 });
});

test("a delay before the change delays it, and one after it delays only the answer", async () => {
  await using simulator = await simulate();
  for (const [stage, card] of [
    ["before", "Bobby"],
    ["after", "changed"],
  ] as const) {
    simulator.faults.clear();
    simulator.faults.add({ kind: "delay", delayMs: 60_000, stage });
    const abort = new AbortController();
    const waiting = fetch(tencentUrl(simulator, CHANGE), {
      method: "POST",
      body: JSON.stringify(change),
      signal: abort.signal,
    }).catch(() => "gave up");
    await until(() => simulator.faults.list()[0]?.happened === 1);
    expect(nameCard(simulator)).toBe(card);
    abort.abort();
    expect(await waiting).toBe("gave up");
  }
});

test.each([
  ["before", "Bobby"],
  ["after", "changed"],
] as const)("a hold at stage %s holds calls until it is released, and then ends", async (stage, card) => {
  await using simulator = await simulate();
  const id = simulator.faults.add({ kind: "hold", operation: CHANGE, stage });
  const waiting = [tencent(simulator, CHANGE, change), tencent(simulator, CHANGE, change)];
  await until(() => simulator.faults.held(id) === 2);
  expect(nameCard(simulator)).toBe(card);
  expect(simulator.calls.list().map(({ answered }) => answered)).toEqual(
    waiting.map(() => ({ fault: "(pending)" })),
  );
  expect(await tencent(simulator, READ, read)).toMatchObject({ ErrorCode: 0 });

  expect(simulator.faults.release(id)).toBe(2);
  expect(await Promise.all(waiting)).toMatchObject([{ ErrorCode: 0 }, { ErrorCode: 0 }]);
  expect(nameCard(simulator)).toBe("changed");
  expect([simulator.faults.held(id), simulator.faults.list()]).toEqual([0, []]);
  expect(await tencent(simulator, CHANGE, change)).toMatchObject({ ErrorCode: 0 });
});

test("a hold of a number of calls lets later ones pass, and holds its own until it is released", async () => {
  await using simulator = await simulate();
  const id = simulator.faults.add({ kind: "hold", times: 1, target: "bob" });
  const held = tencent(simulator, CHANGE, change);
  await until(() => simulator.faults.held(id) === 1);
  expect(await tencent(simulator, CHANGE, { ...change, NameCard: "second" })).toMatchObject({ ErrorCode: 0 });
  expect(simulator.faults.list()).toMatchObject([{ id, happened: 1, held: 1 }]);
  expect(nameCard(simulator)).toBe("second");
  simulator.faults.release(id);
  expect(await held).toMatchObject({ ErrorCode: 0 });
  expect(nameCard(simulator)).toBe("changed");
});

test("a hold combines with the first other fault that matches, and a call waits for all its holds", async () => {
  await using simulator = await simulate();
  const [one, other] = ["before", "after"].map((stage) =>
    simulator.faults.add({ kind: "hold", stage: stage === "before" ? "before" : "after" }),
  ) as [string, string];
  simulator.faults.add({ kind: "code", code: 10002, stage: "after" });
  const held = tencent(simulator, CHANGE, change);
  await until(() => simulator.faults.held(one) === 1);
  expect([simulator.faults.held(other), nameCard(simulator)]).toEqual([0, "Bobby"]);
  simulator.faults.release(one);
  await until(() => simulator.faults.held(other) === 1);
  expect(nameCard(simulator)).toBe("changed");
  simulator.faults.remove(other);
  expect(await held).toMatchObject({ ErrorCode: 10002 });
});

test("a hold that was released before a call reaches it does not hold that call", async () => {
  await using simulator = await simulate();
  const before = simulator.faults.add({ kind: "hold" });
  const after = simulator.faults.add({ kind: "hold", stage: "after" });
  const waiting = tencent(simulator, CHANGE, change);
  await until(() => simulator.faults.held(before) === 1);
  expect(simulator.faults.release(after)).toBe(0);
  simulator.faults.release(before);
  expect(await waiting).toMatchObject({ ErrorCode: 0 });
});

test.each([
  ["before", "Bobby"],
  ["after", "changed"],
] as const)("a call held at stage %s is dropped if its client disconnects", async (stage, card) => {
  await using simulator = await simulate();
  const id = simulator.faults.add({ kind: "hold", stage });
  const abort = new AbortController();
  const waiting = fetch(tencentUrl(simulator, CHANGE), {
    method: "POST",
    body: JSON.stringify(change),
    signal: abort.signal,
  }).catch(() => "gave up");
  await until(() => simulator.faults.held(id) === 1);
  abort.abort();
  expect(await waiting).toBe("gave up");
  await until(() => simulator.faults.held(id) === 0);
  expect(simulator.faults.release(id)).toBe(0);
  await until(() => JSON.stringify(simulator.calls.list()[0]?.answered).includes("client went away"));
  expect(nameCard(simulator)).toBe(card);
});

test("closing the simulator drops held calls", async () => {
  await using simulator = await simulate();
  const id = simulator.faults.add({ kind: "hold" });
  const waiting = raw(simulator).then(
    () => "answered",
    () => "broken off",
  );
  await until(() => simulator.faults.held(id) === 1);
  await simulator.close();
  expect(await waiting).toBe("broken off");
  expect([simulator.faults.held(id), nameCard(simulator)]).toEqual([0, "Bobby"]);
});

test("only a hold can be released", async () => {
  await using simulator = await simulate();
  const id = simulator.faults.add({ kind: "silence" });
  expect(() => simulator.faults.release(id)).toThrow(/No fault fault-1 holds calls/);
  expect(simulator.faults.list()).toHaveLength(1);
});

test("an invalid fault is refused with all its problems", async () => {
  await using simulator = await simulate();
  const fault = { kind: "code", share: 2, bytes: 5, colour: "red" } as unknown as Fault;
  expect(() => simulator.faults.add(fault)).toThrow(/share[\s\S]*colour|colour[\s\S]*share/);
  expect(() => simulator.faults.add({ kind: "code", bytes: 5 })).toThrow(/needs the code[\s\S]*huge or gzip/);
  expect(simulator.faults.list()).toEqual([]);
});

test("an error in the simulator itself looks like neither vendor", async () => {
  await using simulator = await simulate();
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  simulator.world.groups.set("broken", {} as never);
  const answer = await raw(simulator, "get_role_in_group", { GroupId: "broken", User_Account: ["bob"] });
  expect([answer.status, answer.headers["content-type"]]).toEqual([500, "text/plain"]);
  expect(log).toHaveBeenCalledOnce();
  log.mockRestore();
});

const TREE = {
  ActionStatus: "OK",
  ErrorCode: 0,
  MemberNum: 2,
  MemberList: [
    { Member_Account: "bob", NameCard: "Bob", AppMemberDefinedData: [{ Key: "seat", Value: "1" }] },
    { Member_Account: "ann", NameCard: "Ann", AppMemberDefinedData: [{ Key: "seat", Value: "2" }] },
  ],
};
const [BOB, ANN] = TREE.MemberList;
const scene = {
  target: undefined,
  limit: 100,
  requestBody: {},
  refusal: (code: number) => aReply({ ErrorCode: code }),
};
const aReply = (tree: object) => ({
  httpStatus: 200,
  contentType: "application/json",
  code: 0,
  body: JSON.stringify(tree),
});

test.each<[OddAnswer, Partial<OddScene>, object]>([
  ["no-status", {}, { ...TREE, ActionStatus: undefined }],
  ["short-page", {}, { ...TREE, MemberList: [BOB] }],
  ["null-list", {}, { ...TREE, MemberList: null }],
  ["huge-count", {}, { ...TREE, MemberNum: 4_294_967_296 }],
  ["huge-total", {}, { ...TREE, MemberNum: 1_000_000_000 }],
  ["null-card", {}, { ...TREE, MemberList: [{ ...BOB, NameCard: null }, ANN] }],
  ["null-card", { target: "ann" }, { ...TREE, MemberList: [BOB, { ...ANN, NameCard: null }] }],
  ["lost-account", {}, { ...TREE, MemberList: [{ ...BOB, Member_Account: "@TLS#NOT_FOUND" }, ANN] }],
  [
    "null-value",
    {},
    { ...TREE, MemberList: [{ ...BOB, AppMemberDefinedData: [{ Key: "seat", Value: null }] }, ANN] },
  ],
  [
    "number-value",
    {},
    { ...TREE, MemberList: [{ ...BOB, AppMemberDefinedData: [{ Key: "seat", Value: 12 }] }, ANN] },
  ],
  ["no-value", {}, { ...TREE, MemberList: [{ ...BOB, AppMemberDefinedData: [{ Key: "seat" }] }, ANN] }],
  ["small-pages-only", {}, { ErrorCode: 10018 }],
  ["small-pages-only", { requestBody: { Limit: 100 } }, TREE],
  ["unknown-custom-field", {}, { ErrorCode: 10004 }],
])("an odd answer of kind %s with %j", (odd, differences, expected) => {
  const { body } = oddAnswer(odd, aReply(TREE), { ...scene, ...differences });
  expect(JSON.parse(body.toString())).toEqual(JSON.parse(JSON.stringify(expected)));
});

test("an odd answer can contain invalid UTF-8", async () => {
  await using simulator = await simulate();
  simulator.faults.add({ kind: "odd", odd: "cut-character" });
  const { bytes } = await raw(simulator, READ, read);
  expect(bytes.includes(Buffer.from([0xe6, 0x9e, 0x22]))).toBe(true);
});

test("a change with an odd answer is made; one with an odd refusal is not", async () => {
  await using simulator = await simulate();
  simulator.faults.add({ kind: "odd", odd: "no-status", times: 1 });
  await raw(simulator);
  expect(nameCard(simulator)).toBe("changed");
  simulator.faults.add({ kind: "odd", odd: "unknown-custom-field" });
  const { text } = await raw(simulator, CHANGE, { ...change, NameCard: "again" });
  expect(text).toContain("all defined key is invalid");
  expect(nameCard(simulator)).toBe("changed");
});

test("an answer can be arbitrary bytes", async () => {
  await using simulator = await simulate();
  simulator.faults.add({ kind: "raw", bodyBase64: Buffer.from([0xff, 0x00]).toString("base64") });
  expect([...(await raw(simulator)).bytes]).toEqual([0xff, 0x00]);
});
