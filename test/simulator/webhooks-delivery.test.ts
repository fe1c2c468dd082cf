import fc from "fast-check";
import { expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import type { WebhookOptions } from "../../src/simulator/simulator.js";
import { FakeClock } from "../support/fake-clock.js";
import { simulate, tencent, until } from "./support.js";
import { answering, connected, stayingSilent } from "./webhook-receiver.js";

const [groupId, courseId, userId] = ["group-1", "561294", "student_001"];
const school = () => aSchool({ courses: [aCourse({ id: courseId })], groups: [aGroup()] });

const timed = (clock: FakeClock, webhooks: WebhookOptions = {}) =>
  connected({
    school: school(),
    now: () => clock.now(),
    webhooks: { after: clock.after.bind(clock), ...webhooks },
  });
type Connected = Awaited<ReturnType<typeof connected>>;

const rename = (at: Connected, name: string, delivery: object = {}) =>
  at.webhooks.renameCourse({ courseId, name, ...delivery });
const coursesNamed = (at: Connected) => at.receiver.bodies().map(({ opData }) => opData.courseName);

test("an event that is sent doubly arrives with the same bytes", async () => {
  await using at = await connected({ school: school() });
  rename(at, "twice", { times: 2 });
  at.webhooks.renameMember({ groupId, userId, times: 3 });
  await at.webhooks.settled();
  const texts = at.receiver.received.map(({ path, text }) => `${path} ${text}`).sort();
  expect(texts).toHaveLength(5);
  expect(new Set(texts).size).toBe(2);
  expect(at.webhooks.status()).toMatchObject({
    classin: { sent: 2, repeated: 0, acknowledged: 2 },
    "tencent-im": { sent: 3, repeated: 0, acknowledged: 3 },
  });
});

test("a late event is overtaken, and keeps its time and _id", async () => {
  const clock = new FakeClock();
  await using at = await timed(clock);
  rename(at, "late", { delayMs: 30_000 });
  rename(at, "prompt");
  await at.receiver.has(1);
  expect(at.webhooks.status()).toMatchObject({ delayed: 1 });
  await clock.advance(29_999);
  expect(coursesNamed(at)).toEqual(["prompt"]);
  await clock.advance(1);
  await at.webhooks.settled();
  const [prompt, late] = at.receiver.bodies();
  expect(coursesNamed(at)).toEqual(["prompt", "late"]);
  expect(late.ActionTime).toBe(prompt.ActionTime);
  expect(late._id < prompt._id).toBe(true);
});

test("a lost event changes the school and is not sent", async () => {
  await using at = await connected({ school: school() });
  at.webhooks.renameMember({ groupId, userId, nameCard: "Ann", lost: true });
  await at.webhooks.settled();
  expect(at.receiver.received).toEqual([]);
  expect(at.webhooks.deliveries()).toMatchObject([{ state: "lost", attempts: 0 }]);
  expect(at.simulator.world.groups.get(groupId)?.members.get(userId)?.nameCard).toBe("Ann");
});

test("an event that waits for later ones is sent after them, and settled() does not wait for it", async () => {
  await using at = await connected({ school: school() });
  rename(at, "held", { afterLater: 2 });
  rename(at, "first");
  at.webhooks.renameMember({ groupId, userId });
  await at.webhooks.settled();
  expect(at.webhooks.status().held).toBe(1);
  rename(at, "second", { times: 2 });
  await at.webhooks.settled();
  expect(at.receiver.bodies().flatMap(({ opData }) => opData?.courseName ?? [])).toEqual([
    "first",
    "second",
    "second",
    "held",
  ]);
});

test("an event is held until the later one was answered, also if several are sent at once", async () => {
  await using at = await connected({ school: school() });
  at.receiver.answers(stayingSilent);
  at.webhooks.renameMember({ groupId, userId, nameCard: "old", afterLater: 1 });
  at.webhooks.renameMember({ groupId, userId, nameCard: "new" });
  await at.receiver.has(1);
  expect(at.receiver.bodies()[0].NameCard).toBe("new");
  const [first] = at.receiver.received;
  at.receiver.answers(answering(200, { ActionStatus: "OK", ErrorInfo: "", ErrorCode: 0 }));
  if (first) answering(200, { ActionStatus: "OK", ErrorInfo: "", ErrorCode: 0 })(first);
  await at.webhooks.settled();
  expect(at.receiver.bodies().map(({ NameCard }) => NameCard)).toEqual(["new", "old"]);
});

test("the order of ClassIn's messages follows from how each is held, for any number of messages", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 8 }),
      async (holds) => {
        await using at = await connected({ school: school() });
        for (const [index, hold] of holds.entries())
          rename(at, `course ${index}`, hold > 0 ? { afterLater: hold } : {});
        await at.webhooks.settled();
        const arrived: string[] = coursesNamed(at);
        for (const [index, hold] of holds.entries()) {
          const place = arrived.indexOf(`course ${index}`);
          if (place === -1) continue;
          const laterBefore = arrived
            .slice(0, place)
            .filter((name) => Number(name.slice("course ".length)) > index);
          expect(laterBefore.length).toBeGreaterThanOrEqual(hold);
        }
        const { held, classin } = at.webhooks.status();
        expect(arrived.length + held).toBe(holds.length);
        expect(classin).toMatchObject({ acknowledged: arrived.length, queued: 0, inFlight: 0 });
      },
    ),
    { numRuns: 30 },
  ));

test("the delivery of the next events also applies to those that a call causes", async () => {
  await using at = await connected({ school: school() });
  at.webhooks.forNext({ vendor: "tencent-im", events: 2, lost: true });
  at.webhooks.forNext({ times: 2 });
  const change = { GroupId: groupId, Member_Account: userId };
  for (const NameCard of ["a", "b", "c", "d"])
    await tencent(at.simulator, "modify_group_member_info", { ...change, NameCard });
  await at.webhooks.settled();
  expect(
    at.receiver
      .bodies()
      .map(({ NameCard }) => NameCard)
      .sort(),
  ).toEqual(["c", "c", "d"]);
  expect(at.webhooks.status()["tencent-im"]).toMatchObject({ lost: 2, acknowledged: 3 });
});

test("a raw body is signed: an object gets the stamp unless it has one, text stays as it is", async () => {
  const clock = new FakeClock(new Date(1_700_000_000_000));
  await using at = await timed(clock, { classinSecret: "testSecret01" });
  at.webhooks.sendRaw({ vendor: "classin", body: { Cmd: "End", ClassID: 1 } });
  at.webhooks.sendRaw({ vendor: "classin", body: { Cmd: "End", TimeStamp: 1_700_001_200 } });
  at.webhooks.sendRaw({ vendor: "classin", body: { Cmd: "End", SafeKey: "mine" } });
  at.webhooks.sendRaw({ vendor: "classin", body: { Cmd: 67371107, TimeStamp: "1700001201" } });
  at.webhooks.sendRaw({ vendor: "classin", body: { Cmd: "End" }, unsigned: true });
  at.webhooks.sendRaw({ vendor: "classin", body: "{not json" });
  await at.webhooks.settled();
  expect(at.receiver.received.map(({ text, body }) => body ?? text)).toEqual([
    { Cmd: "End", ClassID: 1, TimeStamp: 1_700_000_600, SafeKey: "0ede0b426b3f97ba408c87a2e131b8d7" },
    { Cmd: "End", TimeStamp: 1_700_001_200, SafeKey: "bb0dcbfb58f92a8a6b4dc304fadb4567" },
    { Cmd: "End", TimeStamp: 1_700_000_600, SafeKey: "mine" },
    { Cmd: 67371107, TimeStamp: "1700001201", SafeKey: "e2bfd267a771a2b53bb874822f102a5d" },
    { Cmd: "End" },
    "{not json",
  ]);
  at.webhooks.sendRaw({ vendor: "classin", body: { TimeStamp: 1_700_000_600 }, forged: true });
  await at.webhooks.settled();
  expect(at.receiver.bodies()[6].SafeKey).toMatch(/^(?!0ede0b426b3f97ba408c87a2e131b8d7)[0-9a-f]{32}$/);
});

test("a raw Tencent event has the query of its command", async () => {
  await using at = await connected({ school: school() });
  at.webhooks.sendRaw({
    vendor: "tencent-im",
    body: { CallbackCommand: "State.StateChange" },
    platform: "IOS",
  });
  await at.webhooks.settled();
  at.webhooks.sendRaw({ vendor: "tencent-im", body: "x", command: "Group.CallbackAfterSendMsg" });
  await at.webhooks.settled();
  const [first, second] = at.receiver.received;
  expect(first).toMatchObject({
    query:
      "SdkAppid=1400000001&CallbackCommand=State.StateChange&contenttype=json&ClientIP=127.0.0.1&OptPlatform=IOS",
    text: '{"CallbackCommand":"State.StateChange"}',
  });
  expect(second?.text).toBe("x");
  expect(second?.query).toContain("CallbackCommand=Group.CallbackAfterSendMsg");
});

test("records hold neither SafeKey nor Sign", async () => {
  await using at = await connected({ school: school(), webhooks: { tencentToken: "hook-token-01" } });
  rename(at, "x");
  at.webhooks.renameMember({ groupId, userId });
  await at.webhooks.settled();
  expect(at.receiver.received).toHaveLength(2);
  expect(JSON.stringify([at.webhooks.deliveries(), at.webhooks.status()])).not.toMatch(
    /SafeKey|TimeStamp|Sign|hook-token|simulator-classin-secret/,
  );
});

test("keeps the latest 5,000 records, and counts all", async () => {
  await using at = await connected({ school: school(), webhooks: { url: null } });
  for (let batch = 0; batch < 51; batch += 1) at.webhooks.sendTest({ times: 100 });
  const kept = at.webhooks.deliveries();
  expect(kept).toHaveLength(5000);
  expect(kept[0]?.id).toBe("delivery-101");
  expect(at.webhooks.status().classin.lost).toBe(5100);
});

test("limits the total length of records and of what waits", async () => {
  await using at = await connected({ school: school() });
  at.receiver.answers(stayingSilent);
  const body = "x".repeat(1024 * 1024);
  at.webhooks.sendRaw({ vendor: "classin", body, times: 60 });
  at.webhooks.sendRaw({ vendor: "classin", body, times: 5 });
  expect(at.webhooks.status().classin).toMatchObject({ queued: 59, inFlight: 1, dropped: 5 });
  expect(at.webhooks.deliveries()).toHaveLength(16);
  at.webhooks.clearQueue();
  at.webhooks.sendRaw({ vendor: "classin", body, times: 63 });
  expect(at.webhooks.status().classin).toMatchObject({ queued: 63, dropped: 5 + 59 });
});

test("without a URL the school changes and nothing is sent; a URL may be set later", async () => {
  await using at = await connected({ school: school(), webhooks: { url: null } });
  rename(at, "unheard");
  await at.webhooks.settled();
  expect(at.simulator.world.courses.get(courseId)?.name).toBe("unheard");
  expect(at.webhooks.deliveries()).toMatchObject([{ state: "lost" }]);
  at.webhooks.sendTo(`${at.receiver.url}/school-a/`);
  rename(at, "heard");
  await at.webhooks.settled();
  expect(at.receiver.received.map(({ path }) => path)).toEqual(["/school-a/classin"]);
});

test.each(["http://school.example", "http://127.0.0.1.example", "file:///tmp/x", "http://user@127.0.0.1"])(
  "refuses to send to %s",
  async (url) => {
    await expect(simulate({ webhooks: { url } })).rejects.toThrow("cannot be sent there");
  },
);

test("emptying the queue drops what waits, and the message that is being repeated", async () => {
  const clock = new FakeClock();
  await using at = await timed(clock);
  at.receiver.answers(answering(500, ""));
  rename(at, "stuck");
  rename(at, "waiting");
  rename(at, "late", { delayMs: 1000 });
  rename(at, "held", { afterLater: 1 });
  await at.receiver.has(1);
  await until(() => at.webhooks.status().classin.inFlight === 0);
  at.webhooks.clearQueue();
  await at.webhooks.settled();
  expect(at.webhooks.status()).toMatchObject({ held: 0, delayed: 0, classin: { queued: 0, dropped: 4 } });
  await clock.advance(60_000);
  expect(at.receiver.received).toHaveLength(1);
});

test("closing ends what is in flight, and leaves no timer", async () => {
  const clock = new FakeClock();
  await using at = await timed(clock);
  at.receiver.answers(stayingSilent);
  rename(at, "one");
  rename(at, "two", { delayMs: 1000 });
  at.webhooks.renameMember({ groupId, userId });
  await at.receiver.has(2);
  const settled = at.webhooks.settled();
  await at.simulator.close();
  await settled;
  expect(clock.timers).toBe(0);
});

test("an unreachable receiver is a failure for Tencent IM, and a reason to repeat for ClassIn", async () => {
  const clock = new FakeClock();
  await using at = await timed(clock);
  await at.receiver[Symbol.asyncDispose]();
  rename(at, "x");
  at.webhooks.renameMember({ groupId, userId });
  await until(() => at.webhooks.status()["tencent-im"].failed === 1);
  await until(() => at.webhooks.status().classin.queued === 1);
  expect(at.webhooks.deliveries()).toMatchObject([
    { state: "queued", attempts: 1, problem: expect.stringContaining("no answer") },
    { state: "failed", attempts: 1, problem: expect.stringContaining("no answer") },
  ]);
});
