import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { TRIGGER_EVENTS } from "../../src/simulator/webhooks/trigger-events.js";
import { trigger } from "../../src/simulator/webhooks/trigger.js";
import { simulate } from "./support.js";
import { answering, connected } from "./webhook-receiver.js";

const [GROUP, USER, COURSE] = ["course-561294", "student_001", "561294"];

/** The whole program, in a process of its own. */
const main = (args: readonly string[]) =>
  promisify(execFile)(process.execPath, ["--import", "tsx", "src/simulator/main.ts", ...args], {
    env: { PATH: process.env["PATH"] ?? "" },
  });

test("makes an event happen at a running simulator", async () => {
  await using at = await connected();
  const args = ["trigger", "member-renamed", "--group", GROUP, "--user", USER, "--name-card", "Ann"];
  const { stdout } = await main([...args, "--control", at.simulator.controlUrl]);
  expect(stdout).toMatch(
    /^member-renamed: Group\.CallbackAfterMemberFieldChanged to http:\/\/127\.0\.0\.1:\d+, delivery-1: acknowledged\n$/,
  );
  await at.webhooks.settled();
  expect(at.receiver.bodies()).toMatchObject([{ Member_Account: USER, NameCard: "Ann" }]);
});

test("each event of the list happens with its required options", async () => {
  await using at = await connected();
  const values = { group: GROUP, user: USER, course: COURSE, name: "New name", student: "9000001" };
  const special: Record<string, object> = {
    "member-joined": { user: "somebody" },
    "member-left": { user: "somebody" },
    "course-created": { course: "700001" },
  };
  const names = Object.keys(TRIGGER_EVENTS) as (keyof typeof TRIGGER_EVENTS)[];
  // Events that end something come last.
  const late = ["student-removed", "group-destroyed", "course-ended", "course-deleted"];
  for (const name of names.toSorted((a, b) => late.indexOf(a) - late.indexOf(b))) {
    const given: Record<string, string> = { ...values, ...special[name] };
    const options = TRIGGER_EVENTS[name].required.flatMap((option) => [`--${option}`, given[option] ?? ""]);
    const { code, text } = await trigger([name, ...options, `--control=${at.simulator.controlUrl}`], {});
    expect(text).toMatch(new RegExp(`^${name}: `));
    expect(code).toBe(0);
  }
  await at.webhooks.settled();
  expect(at.receiver.received).toHaveLength(names.length);
});

test("passes on how the webhook is sent, and finds the control port in the environment", async () => {
  await using at = await connected();
  const env = { SIMULATOR_CONTROL_PORT: new URL(at.simulator.controlUrl).port };
  const bare = { SID: 1234567, Cmd: "Test", Msg: "Register test." };
  await trigger(["test", "--times", "2", "--unsigned"], env);
  const lost = await trigger(["course-renamed", "--course", COURSE, "--name", "x", "--lost"], env);
  expect(lost.text).toContain("delivery-3: lost");
  await at.webhooks.settled();
  expect(at.receiver.bodies()).toEqual([bare, bare]);
});

test("the help lists all events and options", async () => {
  const { code, text } = await trigger(["--help"], {});
  expect(code).toBe(0);
  for (const name of Object.keys(TRIGGER_EVENTS)) expect(text).toContain(`\n  ${name}`);
  expect(text).toContain("\n  member-renamed --group ID --user ID [--name-card TEXT] [--platform NAME]\n");
  for (const option of ["--times N", "--delay-ms N", "--after-later N", "--unsigned", "--forged", "--lost"])
    expect(text).toContain(option);
  expect((await trigger([], {})).text).toBe(text);
});

test.each([
  [["member-sneezed"], /no event "member-sneezed". The events: member-renamed, .*course-created.*, test\./],
  [["member-renamed", "--group", GROUP], /member-renamed needs --user ID\./],
  [["member-renamed", "--user=x", "--group"], /--group needs a value\./],
  [["test", "--group", GROUP], /test has no option --group\./],
  [["test", "now"], /"now" does not belong to an option\./],
  [["test", "--times", "many"], /--times must be a whole number, not "many"\./],
  [["test", "--lost=yes"], /--lost takes no value\./],
  [["test", "--control", "http://school.example"], /--control cannot be used\. It must name this machine/],
])("refuses %j", async (args, problem) => {
  const { code, text } = await trigger(args, {});
  expect(code).toBe(1);
  expect(text).toMatch(problem);
});

test("prints why an event is impossible", async () => {
  await using simulator = await simulate();
  const args = ["member-left", "--group", "nowhere", "--user", USER, "--control", simulator.controlUrl];
  expect(await trigger(args, {})).toEqual({
    code: 1,
    text: "There is no group nowhere. It never existed, or it was destroyed. GET /school shows all groups.",
  });
});

test("prints what the receiver did, and the exit code says if it failed", async () => {
  await using at = await connected();
  const run = (...args: string[]) => trigger([...args, "--control", at.simulator.controlUrl], {});
  at.receiver.answers(answering(401, ""));
  expect(await run("group-destroyed", "--group", GROUP)).toMatchObject({
    code: 1,
    text: expect.stringMatching(/delivery-1: failed \(HTTP 401, and the answer is not JSON\)$/),
  });
  expect(await run("test")).toMatchObject({
    code: 0,
    text: expect.stringMatching(/delivery-2: queued \(HTTP 401, and the answer is not JSON\)$/),
  });
  expect((await run("test", "--after-later", "1")).text).toMatch(/delivery-3: held$/);
});

test("says if the simulator sends no webhooks, or if another server answers", async () => {
  await using at = await connected({ webhooks: { url: null } });
  const silent = await trigger(["test", "--control", at.simulator.controlUrl], {});
  expect(silent.text).toContain("sends no webhooks. Start it with --webhooks");
  const other = await trigger(["test", "--control", at.receiver.url], {});
  expect(other).toMatchObject({
    code: 1,
    text: expect.stringContaining("not the control API of a simulator"),
  });
});

test("a refused connection says what to start, and the exit code is 1", async () => {
  const simulator = await simulate();
  await simulator.close();
  const failed = await main(["trigger", "test", "--control", simulator.controlUrl]).catch(
    (error: unknown) => error,
  );
  expect(failed).toMatchObject({ code: 1, stdout: "" });
  expect((failed as { stderr: string }).stderr).toContain(
    `No simulator answers at ${simulator.controlUrl} (ECONNREFUSED).\nStart one: npm run simulator -- --webhooks`,
  );
});
