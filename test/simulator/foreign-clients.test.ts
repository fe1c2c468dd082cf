import { expect, test } from "vitest";
import type { Simulator } from "../../src/simulator/simulator.js";
import { FOREIGN_REQUESTS, type ForeignRequest } from "./foreign-requests.js";
import { handMadeUserSig, nowSeconds, safeKeyFields, simulate } from "./support.js";

const { safeKey, timeStamp } = safeKeyFields("any");
const SIGNATURES: Readonly<Record<string, string>> = { usersig: handMadeUserSig(), safeKey, timeStamp };
const signed = (text: string) => text.replaceAll(/\{(\w+)\}/g, (mark, name) => SIGNATURES[name] ?? mark);

async function replay(simulator: Simulator, { target, contentType, body }: ForeignRequest) {
  const response = await fetch(simulator.url + signed(target), {
    method: "POST",
    headers: { "content-type": contentType },
    body: signed(body),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as { ErrorCode?: number; error_info?: { errno: number } };
}

const find = (sends: string): ForeignRequest => {
  const request = FOREIGN_REQUESTS.find((one) => one.sends === sends);
  if (!request) throw new Error(`No request sends ${sends}.`);
  return request;
};

test.each(FOREIGN_REQUESTS)("$client that sends $sends gets the documented answer", async (request) => {
  await using simulator = await simulate();
  expect(await replay(simulator, request)).toMatchObject(request.answer);
});

test.each(FOREIGN_REQUESTS)("$client that sends $sends gets $strictCode in strict mode", async (request) => {
  await using simulator = await simulate({ choices: { requests: "strict" } });
  const before = simulator.world.snapshot();
  const { ErrorCode, error_info } = await replay(simulator, request);
  expect(ErrorCode ?? error_info?.errno).toBe(request.strictCode);
  const isRefused = request.strictCode > 1;
  if (isRefused) expect(simulator.world.snapshot()).toEqual(before);
  else await expect(replay(simulator, request)).resolves.toMatchObject(request.answer);
});

test("ignored parts of a request have no effect, and the rest has", async () => {
  await using simulator = await simulate();
  const member = (groupId: string, userId: string) =>
    simulator.world.groups.get(groupId)?.members.get(userId);

  await replay(simulator, find("a mute under the name that only answers use"));
  expect(member("course-561294", "student_001")).toMatchObject({ nameCard: "Lin Ya", mutedUntil: 0 });
  await replay(simulator, find("its own field names beside the vendor's"));
  expect(member("course-561294", "student_001")?.customFields).toMatchObject({ seat: "C3" });
  await replay(simulator, find("a mute under its old name"));
  expect(member("course-561294", "student_003")?.mutedUntil).toBe(nowSeconds + 60);
  await replay(simulator, find("escaped characters, and the query in another order"));
  expect(member("@TGS#2CLUZEAEJ", "bob")?.nameCard).toBe("林雅 / 2B");
  await replay(simulator, find("a field of another command"));
  expect(member("@TGS#2CLUZEAEJ", "bob")?.mutedUntil).toBe(4294967295);
  await replay(simulator, find("a multipart form that names the action again"));
  const [student] = simulator.world.courses.get("561294")?.students ?? [];
  expect(student?.nickname).toBe(student?.registeredName);
});
