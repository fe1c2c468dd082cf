import { expect, test } from "vitest";
import { DEFAULT_CHOICES } from "../../src/simulator/choices.js";
import type { Simulator } from "../../src/simulator/simulator.js";
import { handMadeUserSig, simulate, tencent, tencentUrl } from "./support.js";

const request = { GroupId: "course-561294", User_Account: ["bob"] };

test.each([
  ["sdkappid is missing", { sdkappid: undefined }, 60012],
  ["sdkappid is not a number", { sdkappid: "abc" }, 60006],
  ["identifier is missing", { identifier: undefined }, 60004],
  ["random is missing", { random: undefined }, 60002],
  ["random is beyond 32 bits", { random: "4294967296" }, 60002],
  ["random is negative", { random: "-1" }, 60002],
  ["contenttype is missing", { contenttype: undefined }, 60002],
  ["contenttype is wrong", { contenttype: "xml" }, 60002],
])("refuses a query in which %s", async (_, query, code) => {
  await using simulator = await simulate();
  const answer = await tencent(simulator, "get_role_in_group", request, query);
  expect(answer).toMatchObject({ ActionStatus: "FAIL", ErrorCode: code });
});

test.each([
  ["sdkappid is missing", { sdkappid: undefined }, 60025],
  ["sdkappid is not a number", { sdkappid: "abc" }, 60025],
  ["identifier is missing", { identifier: undefined }, 60025],
  ["usersig is missing", { usersig: undefined }, 60025],
  ["usersig is empty", { usersig: "" }, 60025],
  ["usersig cannot be read", { usersig: "abc" }, 60025],
  ["contenttype is missing", { contenttype: undefined }, 60025],
  ["contenttype is wrong", { contenttype: "xml" }, 60025],
  ["random is missing", { random: undefined }, 60002],
  ["identifier differs from the signed one", { identifier: "bob" }, 70013],
  ["usersig was made with another key", { usersig: handMadeUserSig({ key: "another" }) }, 70009],
])("can answer with the codes of December 2025 when %s", async (_, query, code) => {
  await using simulator = await simulate({ choices: { gateCodes: "new" } });
  const answer = await tencent(simulator, "get_role_in_group", request, query);
  expect(answer).toMatchObject({ ActionStatus: "FAIL", ErrorCode: code });
});

test("the signature codes are configured separately", async () => {
  const { userSigCodes } = DEFAULT_CHOICES;
  const choices = { userSigCodes: { ...userSigCodes, missing: 60005, wrongSignature: 60005 } };
  const bad = { usersig: handMadeUserSig({ key: "another" }) };
  const code = async (simulator: Simulator, query: Record<string, string>) =>
    (await tencent(simulator, "get_role_in_group", request, query)).ErrorCode;
  await using old = await simulate({ choices });
  expect([await code(old, { usersig: "" }), await code(old, bad)]).toEqual([60005, 60005]);
  await using current = await simulate({ choices: { ...choices, gateCodes: "new" } });
  expect([await code(current, { usersig: "" }), await code(current, bad)]).toEqual([60025, 60005]);
});

test("refuses a duplicate parameter", async () => {
  await using simulator = await simulate();
  const url = `${tencentUrl(simulator, "get_role_in_group")}&random=7`;
  const response = await fetch(url, { method: "POST", body: JSON.stringify(request) });
  expect(await response.json()).toMatchObject({ ErrorCode: 60002 });
});

test.each([
  ["empty", "", 60003],
  ["cut off", '{"GroupId":"course-561294"', 60003],
  ["behind a byte order mark", `\ufeff${JSON.stringify(request)}`, 60003],
  ["an array", "[]", 10004],
  ["null", "null", 10004],
  ["without a required field", { GroupId: "course-561294" }, 10004],
  ["with an account that is not a string", { GroupId: "course-561294", User_Account: [1042] }, 60015],
  ["longer than a megabyte", JSON.stringify({ ...request, pad: "x".repeat(1024 * 1024) }), 60002],
])("refuses a body that is %s", async (_, body, code) => {
  await using simulator = await simulate();
  expect(await tencent(simulator, "get_role_in_group", body)).toMatchObject({ ErrorCode: code });
});

test("refuses a body that is not UTF-8", async () => {
  await using simulator = await simulate();
  const body = Buffer.concat([Buffer.from('{"GroupId":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
  const response = await fetch(tencentUrl(simulator, "get_role_in_group"), { method: "POST", body });
  expect(await response.json()).toMatchObject({ ErrorCode: 60003 });
});

test("an unknown service and an unknown command get different codes", async () => {
  await using simulator = await simulate();
  expect(await tencent(simulator, "destroy_everything", {})).toMatchObject({ ErrorCode: 10003 });
  const unknownService = tencentUrl(simulator, "x").replace("group_open_http_svc", "openim");
  const response = await fetch(unknownService, { method: "POST", body: "{}" });
  expect(await response.json()).toMatchObject({ ErrorCode: 60009 });
});

test("accepts only POST, and refuses other methods with a normal error answer", async () => {
  await using simulator = await simulate();
  const response = await fetch(tencentUrl(simulator, "get_role_in_group"));
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ ActionStatus: "FAIL", ErrorCode: 60002 });
});

test("writes the envelope's fields in the order of the vendor's samples", async () => {
  await using simulator = await simulate();
  const names = async (body: unknown) => Object.keys(await tencent(simulator, "get_role_in_group", body));
  expect(await names(request)).toEqual(["ActionStatus", "ErrorInfo", "ErrorCode", "UserIdList"]);
  expect(await names({})).toEqual(["ActionStatus", "ErrorInfo", "ErrorCode"]);
});

test("takes the Date header from the vendor's clock", async () => {
  await using simulator = await simulate();
  simulator.world.clock.skewMs = 90_000;
  const response = await fetch(tencentUrl(simulator, "get_role_in_group"), { method: "POST", body: "{}" });
  expect(response.headers.get("date")).toBe("Thu, 03 Sep 2026 08:01:30 GMT");
});
