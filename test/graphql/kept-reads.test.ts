import { describe, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { ACCESS_ENV, asGateway, tokenOf } from "../support/access.js";
import { announcementsOf } from "../support/announcements.js";
import { startApp, type TestApp, type TestAppOptions } from "../support/app.js";
import { FakeClock } from "../support/fake-clock.js";
import { memberIn } from "../support/graphql-suite.js";
import { untilHeld } from "../support/held-calls.js";
import { scrape, valueOf } from "../support/metrics.js";

const GROUP = "course-1001";
const NO_CACHE = { "cache-control": "no-cache" };
/** Longer than waits between calls, shorter than every age. */
const SHORT_WAITS_MS = 50;

/** A server with the default ages, on a clock that only the test advances. */
async function start({ env, ...options }: TestAppOptions = {}) {
  const clock = new FakeClock(new Date(), { passesMs: SHORT_WAITS_MS });
  const announcements = announcementsOf(clock);
  const app = await startApp({
    clock,
    announcements,
    school: aSchool({
      courses: [aCourse({ id: "1001" })],
      groups: [aGroup({ id: GROUP, members: 4 }), aGroup({ id: "other", members: 2 })],
    }),
    ...options,
    env: { READ_MAX_AGE_SECONDS: "5", ...env },
  });
  const group = () => app.simulator.world.groups.get(GROUP) ?? expect.fail("no group");
  return Object.assign(app, { clock, group, announcements });
}
const WEBHOOKS = { TENCENT_IM_WEBHOOK_TOKEN: "PLANTED-WEBHOOK-TOKEN-0123456789", WEBHOOKS_PORT: "0" };
/** A server that has got an event, so it relies on events. */
async function startWithWebhooks() {
  const app = await start({ env: WEBHOOKS });
  app.announcements.heard([{ kind: "group-changed", groupId: "any" }]);
  return app;
}

const NAME = `{ group(id: "${GROUP}") { name asOf } }`;
const ROSTER = `{ group(id: "${GROUP}") { members(first: 50) { nodes { userId nameCard asOf } } } }`;
const MUTES = `{ group(id: "${GROUP}") { members(first: 50) { nodes { userId mutedUntil } } } }`;
const cardOf = (userId: string) =>
  `{ groupMember(groupId: "${GROUP}", userId: "${userId}") { nameCard asOf } }`;

const nameIn = async (app: TestApp, headers = {}) =>
  (await app.send<any>(NAME, {}, { ...app.headers, ...headers })).data?.group?.name;

describe("the age of a read", () => {
  test("is at most five seconds", async () => {
    await using app = await start();
    const before = await nameIn(app);
    app.group().name = "Renamed elsewhere";
    await app.clock.advance(5_000 - SHORT_WAITS_MS);
    expect(await nameIn(app)).toBe(before);
    expect(app.vendorCalls()).toEqual({ get_group_info: 1 });
    await app.clock.advance(SHORT_WAITS_MS + 10);
    expect(await nameIn(app)).toBe("Renamed elsewhere");
  });

  test("is counted from the moment the call was sent", async () => {
    await using app = await start();
    const hold = app.simulator.faults.add({ kind: "hold" });
    const answer = nameIn(app);
    await untilHeld(app, hold, 1);
    await app.clock.advance(3_000);
    app.simulator.faults.release(hold);
    await answer;
    await app.clock.advance(2_100);
    await nameIn(app);
    expect(app.vendorCalls()).toEqual({ get_group_info: 2 });
  });

  test("is shown by asOf, also if nothing else is selected", async () => {
    await using app = await start();
    const startedAt = app.clock.now().toISOString();
    const first = await app.run<any>(`{ group(id: "${GROUP}") { asOf } }`);
    await app.clock.advance(2_000);
    const second = await app.run<any>(`{ group(id: "${GROUP}") { asOf } }`);
    expect(first.group.asOf >= startedAt).toBe(true);
    expect(second.group.asOf).toBe(first.group.asOf);
    expect(app.vendorCalls()).toEqual({ get_group_info: 1 });
  });

  test("is up to five minutes for what webhooks announce, and five seconds for the rest", async () => {
    await using app = await startWithWebhooks();
    await Promise.all([app.run(ROSTER), app.run(MUTES), app.run(NAME)]);
    app.forgetCalls();
    await app.clock.advance(290_000);
    await Promise.all([app.run(ROSTER), app.run(NAME)]);
    expect(app.vendorCalls()).toEqual({});
    await app.run(MUTES);
    expect(app.vendorCalls()).toEqual({ get_group_member_info: 1 });
    await app.clock.advance(11_000);
    await app.run(NAME);
    expect(app.vendorCalls()).toEqual({ get_group_member_info: 1, get_group_info: 1 });
  });

  test("is at most five seconds until an event of Tencent IM has come", async () => {
    await using app = await start({ env: WEBHOOKS });
    const { announcements } = app;
    await app.run(NAME);
    await app.clock.advance(5_100);
    app.forgetCalls();
    await app.run(NAME);
    expect(app.vendorCalls()).toEqual({ get_group_info: 1 });
    announcements.heard([{ kind: "group-changed", groupId: "any", writeId: "our own" }]);
    await app.clock.advance(5_100);
    await app.run(NAME);
    expect(app.vendorCalls()).toEqual({ get_group_info: 2 });
    announcements.heard([{ kind: "group-changed", groupId: "any" }]);
    await app.clock.advance(5_100);
    await app.run(NAME);
    expect(app.vendorCalls()).toEqual({ get_group_info: 2 });
  });

  test("is at most five seconds for a group or a member that does not exist, with webhooks too", async () => {
    await using app = await startWithWebhooks();
    const ask = () =>
      app.run(
        `{ group(id: "absent") { name } groupMember(groupId: "${GROUP}", userId: "absent") { nameCard } }`,
      );
    await ask();
    await ask();
    expect(app.vendorCalls()).toEqual({ get_group_info: 1, get_specified_group_member_info: 1 });
    await app.clock.advance(5_100);
    await ask();
    expect(app.vendorCalls()).toEqual({ get_group_info: 2, get_specified_group_member_info: 2 });
  });

  test("is at most five seconds for the groups of a user, with webhooks too", async () => {
    await using app = await startWithWebhooks();
    const ask = () =>
      app.run(
        `query ($of: [_Any!]!) { _entities(representations: $of) { ... on User { groups { nodes { id name } } } } }`,
        {
          of: [{ __typename: "User", id: "student_001" }],
        },
      );
    await ask();
    await ask();
    expect(app.vendorCalls()).toEqual({ get_joined_group_list: 1 });
    await app.clock.advance(5_100);
    await ask();
    expect(app.vendorCalls()).toEqual({ get_joined_group_list: 2 });
  });

  test("is zero if READ_MAX_AGE_SECONDS is 0", async () => {
    await using app = await start({ env: { READ_MAX_AGE_SECONDS: "0" } });
    await nameIn(app);
    await nameIn(app);
    expect(app.vendorCalls()).toEqual({ get_group_info: 2 });
  });
});

describe("a kept read", () => {
  test("answers requests for some of its fields, and no others", async () => {
    await using app = await start();
    await app.run(`{ group(id: "${GROUP}") { name introduction } }`);
    await app.run(`{ group(id: "${GROUP}") { introduction } }`);
    expect(app.vendorCalls()).toEqual({ get_group_info: 1 });
    await app.run(`{ group(id: "${GROUP}") { introduction type } }`);
    expect(app.vendorCalls()).toEqual({ get_group_info: 2 });
    await app.run(`{ group(id: "${GROUP}") { name } }`);
    expect(app.vendorCalls()).toEqual({ get_group_info: 2 });
  });

  test("of a member does not show a mute that has ended", async () => {
    await using app = await start();
    const until = Math.floor(app.clock.now().getTime() / 1000) + 2;
    memberIn(app, GROUP, "student_001").mutedUntil = until;
    const ask = async () => {
      const { group, groupMember } = await app.run<any>(
        `{ group(id: "${GROUP}") { members { nodes { userId mutedUntil } } } groupMember(groupId: "${GROUP}", userId: "student_001") { mutedUntil } }`,
      );
      const inPage = group.members.nodes.find(({ userId }: any) => userId === "student_001");
      return [inPage.mutedUntil, groupMember.mutedUntil];
    };
    const muted = new Date(until * 1000).toISOString();
    expect(await ask()).toEqual([muted, muted]);
    await app.clock.advance(2_500);
    expect(await ask()).toEqual([null, null]);
    expect(app.vendorCalls()).toMatchObject({ get_group_member_info: 1, get_specified_group_member_info: 1 });
  });

  test("is not made of a failure", async () => {
    await using app = await start();
    app.simulator.faults.add({ kind: "code", code: 10002, times: 10 });
    expect((await app.send(NAME)).errors).toHaveLength(1);
    expect((await app.send(ROSTER)).errors).toHaveLength(1);
    app.simulator.faults.clear();
    expect((await app.send(NAME)).errors).toEqual([]);
    expect((await app.send(ROSTER)).errors).toEqual([]);
  });

  test("is shared by requests for the same page that come while it is read", async () => {
    await using app = await start();
    const hold = app.simulator.faults.add({ kind: "hold", operation: "get_group_member_info" });
    const first = app.run<any>(ROSTER);
    await untilHeld(app, hold, 1);
    const timers = app.clock.timers;
    const others = [app.run<any>(ROSTER), app.run<any>(ROSTER)];
    await expect.poll(() => app.clock.timers).toBe(timers + others.length);
    app.simulator.faults.release(hold);
    const [one, two, three] = await Promise.all([first, ...others]);
    expect(two).toEqual(one);
    expect(three).toEqual(one);
    expect(app.vendorCalls()["get_group_member_info"]).toBe(1);
  });

  test("is counted by its metrics", async () => {
    await using app = await start();
    await app.run(ROSTER);
    await app.run(ROSTER);
    const metrics = await scrape(app.adminUrl);
    const reads = (result: string) =>
      valueOf(metrics, "class_groups_kept_reads_total", { of: "pages", result });
    expect([reads("miss"), reads("hit")]).toEqual([1, 1]);
    expect(valueOf(metrics, "class_groups_kept_read_age_seconds_count", { of: "pages" })).toBe(1);
    await app.run('mutation { syncClassNicknames(courseId: "1001") { __typename } }');
    const dropped = valueOf(await scrape(app.adminUrl), "class_groups_kept_reads_dropped_total", {
      why: "write",
    });
    // The group and the page of its members.
    expect(dropped).toBe(2);
  });
});

describe("a client that sends cache-control", () => {
  test.each(["no-cache", "no-store", "max-age=0", "max-age=0, private", "private,No-Cache"])(
    "%s reads anew, and what it reads is kept for others",
    async (value) => {
      await using app = await start();
      await nameIn(app);
      app.group().name = "Renamed elsewhere";
      expect(await nameIn(app, { "cache-control": value })).toBe("Renamed elsewhere");
      expect(await nameIn(app)).toBe("Renamed elsewhere");
      expect(app.vendorCalls()).toEqual({ get_group_info: 2 });
    },
  );

  test.each(["max-age=60", "x-no-cache", "no-cache-please", ""])("%s gets a kept read", async (value) => {
    await using app = await start();
    await nameIn(app);
    await nameIn(app, { "cache-control": value });
    expect(app.vendorCalls()).toEqual({ get_group_info: 1 });
  });

  test("reads entities anew, whether or not the operation is compiled", async () => {
    await using app = await start({ compileAtUse: 2 });
    const ask = async () => {
      const { data } = await app.send<any>(
        "query ($of: [_Any!]!) { _entities(representations: $of) { ... on Group { name } } }",
        { of: [{ __typename: "Group", id: GROUP }] },
        NO_CACHE,
      );
      return data._entities[0].name;
    };
    for (const name of ["one", "two", "three", "four"]) {
      app.group().name = name;
      expect(await ask()).toBe(name);
    }
  });

  test("does not join a read that was sent before", async () => {
    await using app = await start();
    const hold = app.simulator.faults.add({ kind: "hold" });
    const earlier = nameIn(app);
    await untilHeld(app, hold, 1);
    const anew = nameIn(app, NO_CACHE);
    await untilHeld(app, hold, 2);
    app.simulator.faults.release(hold);
    await Promise.all([earlier, anew]);
    expect(app.vendorCalls()).toEqual({ get_group_info: 2 });
  });
});

describe("a write of this server", () => {
  const UPDATE = `mutation ($card: String!) {
    updateGroupMember(input: { groupId: "${GROUP}", userId: "student_001", nameCard: $card }) {
      __typename ... on UpdateGroupMemberSuccess { groupMember { nameCard role asOf } }
    }
  }`;

  test("drops what is kept of the group, and of no other", async () => {
    await using app = await start();
    const other = '{ group(id: "other") { name } }';
    await Promise.all([app.run(ROSTER), app.run(cardOf("student_001")), app.run(NAME), app.run(other)]);
    await app.run(UPDATE, { card: "New card" });
    app.forgetCalls();
    const roster = await app.run<any>(ROSTER);
    expect(roster.group.members.nodes.map(({ nameCard }: any) => nameCard)).toContain("New card");
    expect((await app.run<any>(cardOf("student_001"))).groupMember.nameCard).toBe("New card");
    await Promise.all([app.run(NAME), app.run(other)]);
    // The roster asks for no field of the group.
    expect(app.vendorCalls()).toMatchObject({ get_group_member_info: 1, get_specified_group_member_info: 1 });
    expect(
      app.simulator.calls.list({ operation: "get_group_info" }).map(({ body }) => JSON.stringify(body)),
    ).not.toContainEqual(expect.stringContaining("other"));
  });

  test("shows its own time as asOf, and later reads a later one", async () => {
    await using app = await start();
    await app.run(cardOf("student_001"));
    await app.clock.advance(1_000);
    const { updateGroupMember } = await app.run<any>(UPDATE, { card: "New card" });
    const { groupMember } = await app.run<any>(cardOf("student_001"));
    expect(updateGroupMember.groupMember).toMatchObject({ nameCard: "New card", role: "MEMBER" });
    expect(groupMember.asOf >= updateGroupMember.groupMember.asOf).toBe(true);
  });

  test("is not undone by a read that was in flight before it", async () => {
    await using app = await start();
    const hold = app.simulator.faults.add({
      kind: "hold",
      operation: "get_group_member_info",
      stage: "after",
    });
    const earlier = app.run<any>(ROSTER);
    await untilHeld(app, hold, 1);
    await app.run(UPDATE, { card: "New card" });
    app.simulator.faults.release(hold);
    await earlier;
    const { group } = await app.run<any>(ROSTER);
    expect(group.members.nodes.map(({ nameCard }: any) => nameCard)).toContain("New card");
  });

  test("whose answer is lost lets nothing be kept of the group for ten seconds", async () => {
    await using app = await start();
    const lost = app.simulator.faults.add({ kind: "reset", operation: "modify_group_member_info" });
    // The check of what the lost write did gets no answer either.
    const unread = app.simulator.faults.add({
      kind: "code",
      code: 10002,
      operation: "get_specified_group_member_info",
    });
    await app.clock.finish(app.run<any>(UPDATE, { card: "New card" }));
    app.simulator.faults.remove(lost);
    app.simulator.faults.remove(unread);
    app.forgetCalls();
    await nameIn(app);
    await nameIn(app);
    expect(app.vendorCalls()).toEqual({ get_group_info: 2 });
    await app.clock.advance(10_100);
    await nameIn(app);
    await nameIn(app);
    expect(app.vendorCalls()).toEqual({ get_group_info: 3 });
  });

  test("to a course drops its group", async () => {
    await using app = await start();
    await nameIn(app);
    await app.run('mutation { syncClassNicknames(courseId: "1001") { __typename } }');
    await nameIn(app);
    expect(app.vendorCalls()).toMatchObject({ get_group_info: 2 });
  });
});

describe("what a caller may see or do", () => {
  const as = async (userId: string, ...scopes: string[]) => asGateway(await tokenOf(userId, ...scopes));

  test("is decided by a new read of their membership", async () => {
    await using app = await start({ env: ACCESS_ENV });
    const headers = await as("student_001", "read:own");
    const ask = async () => (await app.send<any>(ROSTER, {}, headers)).data.group;
    expect(await ask()).not.toBeNull();
    app.group().members.delete("student_001");
    expect(await ask()).toBeNull();
  });

  test("is decided by a new read of their role", async () => {
    await using app = await start({ env: ACCESS_ENV });
    const headers = await as("student_001", "write:own", "read:own");
    const update = async (userId: string) => {
      const { data } = await app.send<any>(
        `mutation { updateGroupMember(input: { groupId: "${GROUP}", userId: "${userId}", nameCard: "new" }) { __typename } }`,
        {},
        headers,
      );
      return data.updateGroupMember.__typename;
    };
    memberIn(app, GROUP, "student_001").role = "Admin";
    expect(await update("student_002")).toBe("UpdateGroupMemberSuccess");
    memberIn(app, GROUP, "student_001").role = "Member";
    expect(await update("student_003")).toBe("NotPermittedError");
  });

  test("is decided by a new list of their groups", async () => {
    await using app = await start({ env: ACCESS_ENV });
    const headers = await as("student_001", "read:own");
    const ask = async () => {
      const { data } = await app.send<any>(
        "query ($of: [_Any!]!) { _entities(representations: $of) { ... on User { groups { nodes { id } } } } }",
        { of: [{ __typename: "User", id: "student_001" }] },
        headers,
      );
      return data._entities[0].groups.nodes.map(({ id }: any) => id);
    };
    expect(await ask()).toContain(GROUP);
    app.group().members.delete("student_001");
    expect(await ask()).not.toContain(GROUP);
  });
});
