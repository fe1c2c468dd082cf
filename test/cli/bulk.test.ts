import { readFile, rm, stat, symlink } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { markFormula } from "../../cli/formula.js";
import type { Gateway } from "../../demo/gateway.js";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { studentAccount } from "../../src/simulator/names.js";
import { BulkOperationsDocument } from "../operations/generated/graphql.js";
import { ACCESS_ENV, asGateway, tokenOf } from "../support/access.js";
import { BulkCommand, filesFolder } from "../support/bulk-command.js";
import { portOf, startBulkGateway } from "../support/bulk-gateway.js";
import { bodiesOf, memberIn, sharedApp } from "../support/graphql-suite.js";
import { storeFolder } from "../support/store.js";
import { join, ODD_USER_IDS } from "../support/user-ids.js";

const UPDATE = "modify_group_member_info";
const SYNC = "modifyGroupMemberNickname";
const courseIds = (count: number) => Array.from({ length: count }, (_, index) => `${3001 + index}`);

const folder = await storeFolder();
afterAll(() => folder[Symbol.asyncDispose]());
const files = await filesFolder();
afterAll(() => files[Symbol.asyncDispose]());
const app = await sharedApp({
  folder: folder.path,
  env: ACCESS_ENV,
  school: aSchool({
    courses: [
      aCourse({ id: "1001" }),
      aCourse({ id: "2001", state: "deleted" }),
      aCourse({ id: "2002", willSkip: 1 }),
      ...courseIds(300).map((id) => aCourse({ id })),
    ],
    groups: [
      aGroup({ id: "group-1", members: 20 }),
      aGroup({ id: "@TGS#1" }),
      aGroup({ id: "work-1", type: "Work" }),
    ],
    customKeys: { member: { Public: ["seat"] } },
  }),
});
let gateway: Gateway;
beforeAll(async () => {
  gateway = await startBulkGateway(app);
});
afterAll(() => gateway.close());

/** Each test uses its own caller, so it sees no operations of other tests. */
let callers = 0;
const newCaller = () => tokenOf(`admin_${++callers}`, "bulk");

const begin = (args: readonly string[], token: string, url = gateway.url) =>
  new BulkCommand(args, { CLASS_GROUPS_URL: url, CLASS_GROUPS_TOKEN: token });
const run = (args: readonly string[], token: string, url?: string) => begin(args, token, url).ended;

async function operationsOf(token: string) {
  const { data } = await app.send(BulkOperationsDocument, { first: 20 }, asGateway(token));
  return data?.bulkOperations.nodes ?? [];
}
const manyCourses = (name: string, count = 100) =>
  files.write(name, ["courseId", ...courseIds(count)].map((line) => `${line}\n`).join(""));

/** ClassIn holds syncs until they are released. Some time out first and are sent again. */
const holdSyncs = () => app.simulator.faults.add({ operation: SYNC, kind: "hold" });
const syncsDone = () => {
  const calls = app.simulator.calls.list({ operation: SYNC });
  return calls.filter(({ answered }) => "code" in answered && answered.code === 1).length;
};

test("syncs the courses of a file, and writes the outcome of each", async () => {
  const file = await files.write("courses.csv", "courseId\n1001\n2001\n\n2002\n999999\n");
  const result = files.at("courses.result.csv");
  const { exitCode, out } = await run(
    ["nicknames", "--courses", file, "--result", result],
    await newCaller(),
  );
  expect(out).toBe(
    `4 courses: 1 succeeded, 3 failed, 0 unknown.\nThe outcome of each row is in ${result}.\n`,
  );
  expect(await files.read("courses.result.csv")).toBe(
    [
      "line,courseId,outcome,__typename,message,vendorCode,attempts",
      "2,1001,SUCCEEDED,SyncClassNicknamesSuccess,,,1",
      '3,2001,FAILED,CourseDeletedError,"Course 2001 was deleted in ClassIn, so its names cannot be set. Stop offering it.",149,1',
      "5,2002,FAILED,NicknamesPartlySyncedError,Some names in course 2002 were set and some were not. ClassIn does not say which. Repeating the sync is harmless.,842,1",
      "6,999999,FAILED,CourseNotFoundError,There is no course 999999 in this school. Check the number.,147,1",
      "",
    ].join("\n"),
  );
  expect(exitCode).toBe(1);
});

test("changes members from a spreadsheet's CSV file; empty cells change nothing", async () => {
  memberIn(app, "group-1", studentAccount(2)).nameCard = "old card";
  memberIn(app, "group-1", studentAccount(3)).nameCard = "stays";
  const file = await files.write(
    "members.csv",
    '\ufeffnameCard,groupId,userId,role,customFields.seat\r\n"Lin, ""Ya""",group-1,student_001,,\r\n<clear>,group-1,student_002,ADMIN,\r\n,group-1,student_003,,12\r\n,,,,\r\n',
  );
  const { exitCode, out, err } = await run(["members", "--file", file], await newCaller());
  expect(out).toBe("3 changes: 3 succeeded, 0 failed, 0 unknown.\n");
  expect(err).toContain("3 changes, all good, as one operation.");
  expect(err).toMatch(/^3 of 3 \(100 %\)/m);
  expect(exitCode).toBe(0);
  expect(memberIn(app, "group-1", studentAccount(1)).nameCard).toBe('Lin, "Ya"');
  expect(memberIn(app, "group-1", studentAccount(2))).toMatchObject({ nameCard: "", role: "Admin" });
  expect(bodiesOf(app, UPDATE).find((body) => body["Member_Account"] === "student_003")).toEqual({
    GroupId: "group-1",
    Member_Account: "student_003",
    AppMemberDefinedData: [{ Key: "seat", Value: "12" }],
  });
});

test("sets the name cards of the groups of a file, and says whose could not be set", async () => {
  const groupsOf = (userId: string) => memberIn(app, "group-1", studentAccount(Number(userId))).nameCard;
  const token = await tokenOf("admin_of_names", "bulk", "names");
  const names = [
    { userId: studentAccount(1), name: "Lin Ya" },
    { userId: studentAccount(2), name: "长".repeat(17) },
  ];
  await app.send(
    "mutation ($names: [OfficialNameInput!]!) { setOfficialNames(input: { names: $names }) { __typename } }",
    { names },
    asGateway(token),
  );
  const file = await files.write("groups.csv", "groupId\n@TGS#1\ngroup-1\ngone\n");
  const result = files.at("groups.result.csv");
  const { exitCode, out } = await run(["group-names", "--file", file, "--result", result], token);
  expect(out).toBe(`3 groups: 0 succeeded, 3 failed, 0 unknown.\nThe outcome of each row is in ${result}.\n`);
  const rows = parse(await files.read("groups.result.csv"), { columns: true }) as Record<string, string>[];
  expect(rows.map(({ groupId, __typename }) => [groupId, __typename])).toEqual([
    ["'@TGS#1", "GroupNamesPartlySyncedError"],
    ["group-1", "GroupNamesPartlySyncedError"],
    ["gone", "GroupNotFoundError"],
  ]);
  expect(rows[1]?.["message"]).toMatch(/student_002: InvalidInputError: .*at most 50 are allowed/);
  expect(groupsOf("1")).toBe("Lin Ya");
  expect(exitCode).toBe(1);
  const listed = await run(["list"], token);
  expect(listed.out).toContain("group-names");
});

test("odd ids are in the result, no cell of it is a formula, and its rows can be sent again", async () => {
  const token = await newCaller();
  const strangers = ["=gone()", "-gone"];
  for (const id of ODD_USER_IDS) join(app, "group-1", id);
  for (const id of ODD_USER_IDS) join(app, "@TGS#1", id);
  const changes = ["group-1", "@TGS#1"].flatMap((groupId) =>
    [...ODD_USER_IDS, ...strangers].map((userId) => ({ groupId, userId })),
  );
  const rows = changes.map(({ groupId, userId }) => [groupId, markFormula(userId), "first"]);
  const file = await files.write("odd.csv", stringify([["groupId", "userId", "nameCard"], ...rows]));
  const result = files.at("odd.result.csv");
  const first = await run(["members", "--file", file, "--result", result], token);
  expect(first.err).toContain(`${changes.length} changes, all good`);
  for (const groupId of ["group-1", "@TGS#1"])
    for (const id of ODD_USER_IDS) expect(memberIn(app, groupId, id).nameCard).toBe("first");

  const written: string[][] = parse(await files.read("odd.result.csv"));
  expect(written.flat().filter((cell) => /^\s*[=+\-@＝＋－＠]/u.test(cell))).toEqual([]);
  const missing = written.filter(([, , , , type]) => type === "GroupMemberNotFoundError");
  expect(missing).toHaveLength(2 * strangers.length);
  // The message begins with the id, so it needs a mark too.
  expect(missing[0]?.[5]).toMatch(/^'=gone\(\) is not a member/);

  const again = written.slice(1).map(([, groupId, userId]) => [groupId, userId, "second"]);
  const second = await files.write("odd-again.csv", stringify([["groupId", "userId", "nameCard"], ...again]));
  expect((await run(["members", "--file", second], token)).err).toContain(
    `${changes.length} changes, all good`,
  );
  for (const groupId of ["group-1", "@TGS#1"])
    for (const id of ODD_USER_IDS) expect(memberIn(app, groupId, id).nameCard).toBe("second");
});

test("a course number with a leading zero is refused in a file too", async () => {
  const file = await files.write("zeros.csv", "courseId\n1001\n01001\n");
  const { exitCode, err } = await run(["nicknames", "--courses", file], await newCaller());
  expect(err).toContain(
    "zeros.csv:3: courseId: must be a ClassIn course number: 1 to 20 digits, the first not 0",
  );
  expect(exitCode).toBe(2);
});

test("every problem of a file is reported with its line, and nothing is sent", async () => {
  const token = await newCaller();
  const file = await files.write(
    "bad.csv",
    [
      "groupId,userId,nameCard,muteForSeconds,colour",
      "group-1,student_001",
      `group-1,no\u2028such,${"课".repeat(17)},1.5,`,
      "group-1,student_001,,,",
      "group-1,student_001,fine,,",
      "group-1,student_001,,4294967296,red",
    ].join("\n"),
  );
  const { exitCode, out, err } = await run(["members", "--file", file], token);
  expect(err.replaceAll(file, "bad.csv").split("\n")).toEqual([
    'bad.csv:1: "colour": is not a known column; allowed: groupId, userId, role, nameCard, messageDelivery, muteForSeconds and customFields.<key>',
    "bad.csv:2: has 2 cells, but the header has 5; add or remove commas, or quote cells that contain one",
    "bad.csv:3: muteForSeconds: must be a whole number of seconds; 0 unmutes",
    "bad.csv:3: userId: contains a control character or a line break; a Tencent IM user id is 1 to 32 bytes of printable UTF-8",
    "bad.csv:3: nameCard: is 51 bytes long in UTF-8; at most 50 are allowed",
    "bad.csv:4: changes nothing: give at least one of role, nameCard, messageDelivery, customFields, muteForSeconds",
    "bad.csv:6: muteForSeconds: must be at most 4294967295 seconds",
    "Nothing was sent: 7 problems in bad.csv.",
    "",
  ]);
  expect(out).toBe("");
  expect(exitCode).toBe(2);
  expect(await operationsOf(token)).toEqual([]);
});

test("a dry run prints what would be sent, and opens no connection", async () => {
  let connections = 0;
  const server = createServer().on("connection", () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const good = await files.write("dry.csv", "courseId\n1001\n");
  const first = await run(["nicknames", "--courses", good, "--dry-run"], await newCaller(), url);
  expect(first).toMatchObject({ exitCode: 0, err: "" });
  expect(first.out).toMatch(/1 course, all good, as one operation\. .*Nothing was sent\.\n$/);
  const bad = await files.write("dry-bad.csv", "courseId\n1001\n1001\n");
  const second = await run(["nicknames", "--courses", bad, "--dry-run"], await newCaller(), url);
  expect(second.err).toContain("dry-bad.csv:3: is the same as line 2; remove one of them");
  expect(second.exitCode).toBe(2);
  expect(connections).toBe(0);
  server.close();
});

test("after an interrupt, the same command watches the same operation to its end", async () => {
  const token = await newCaller();
  const file = await manyCourses("resumed.csv");
  const hold = holdSyncs();
  const first = begin(["nicknames", "--courses", file], token);
  await expect.poll(() => first.err).toContain("accepted");
  first.interrupt();
  const interrupted = await first.ended;
  expect(interrupted.exitCode).toBe(130);
  expect(interrupted.err).toContain(`To watch it again:  npm run bulk -- nicknames --courses ${file}\n`);
  expect(interrupted.err).toContain(`nicknames --courses ${file} --cancel\n`);
  const [operation, ...others] = await operationsOf(token);
  expect(others).toEqual([]);
  expect(["QUEUED", "RUNNING"]).toContain(operation?.state);

  app.simulator.faults.release(hold);
  const again = await run(["nicknames", "--courses", file], token);
  expect(again).toMatchObject({
    exitCode: 0,
    out: "100 courses: 100 succeeded, 0 failed, 0 unknown.\n",
  });
  expect(again.err).toContain(operation?.id);
  expect(await operationsOf(token)).toHaveLength(1);
  expect(syncsDone()).toBe(100);

  const late = await run(["nicknames", "--courses", file], token);
  expect(late.err).toMatch(/has ended, so nothing was started now\. To run it again, give --key/);
  expect(late.exitCode).toBe(0);
});

test("--cancel with the same file cancels a started operation, and starts none", async () => {
  const token = await newCaller();
  const file = await manyCourses("cancelled.csv", 300);
  const nothing = await run(["nicknames", "--courses", file, "--cancel"], token);
  expect(nothing.out).toContain("there is nothing to cancel");
  expect(await operationsOf(token)).toEqual([]);

  const hold = holdSyncs();
  const watching = begin(["nicknames", "--courses", file], token);
  await expect.poll(() => watching.err).toContain("accepted");
  const cancelled = await run(["nicknames", "--courses", file, "--cancel"], token);
  expect(cancelled.out).toMatch(/is cancelled\. No more items start; \d+ of 300 had ended/);
  expect(cancelled.exitCode).toBe(0);
  app.simulator.faults.release(hold);
  const { exitCode, out } = await watching.ended;
  expect(out).toMatch(/^300 courses: \d+ succeeded, 0 failed, 0 unknown, \d+ cancelled before they started/);
  expect(exitCode).toBe(1);
  expect(syncsDone()).toBeLessThan(300);
});

test("the command waits for a gateway that starts late or goes away for a while", async () => {
  const token = await newCaller();
  const before = await startBulkGateway(app);
  const port = portOf(before);
  await before.close();
  const file = await manyCourses("hiccups.csv");
  const hold = holdSyncs();
  const command = begin(["nicknames", "--courses", file], token, before.url);
  await expect
    .poll(() => command.err)
    .toContain("Nothing listens at the gateway's address. Trying again for 120 s.");
  const first = await startBulkGateway(app, port);
  await expect.poll(() => command.err).toContain("accepted");
  await first.close();
  await expect.poll(() => command.err.split("Trying again").length).toBeGreaterThan(2);
  app.simulator.faults.release(hold);
  const second = await startBulkGateway(app, port);
  expect(await command.ended).toMatchObject({
    exitCode: 0,
    out: "100 courses: 100 succeeded, 0 failed, 0 unknown.\n",
  });
  await second.close();
  expect(await operationsOf(token)).toHaveLength(1);
});

test("the command gives up when --patience ends, and prints what to do", async () => {
  const gone = await startBulkGateway(app);
  await gone.close();
  const file = await files.write("gone.csv", "courseId\n1001\n");
  const { exitCode, err } = await run(
    ["nicknames", "--courses", file, "--patience", "0"],
    await newCaller(),
    gone.url,
  );
  expect(err).toContain("Nothing listens at the gateway's address. Gave up after 1 attempt");
  expect(err).toContain("run the same command again");
  expect(exitCode).toBe(3);
});

test("a token without the scope, or none, gets the gateway's refusal at once", async () => {
  const file = await files.write("refused.csv", "courseId\n1001\n");
  for (const token of ["", await tokenOf("teacher_li", "read")]) {
    const { exitCode, err } = await run(["nicknames", "--courses", file], token);
    expect(err).toMatch(
      /The gateway refused: .* Put a token with the scope class-groups:bulk into CLASS_GROUPS_TOKEN\./,
    );
    expect(exitCode).toBe(3);
  }
});

test("a key belongs to one file", async () => {
  const token = await newCaller();
  const one = await files.write("one.csv", "courseId\n1001\n");
  const other = await files.write("other.csv", "courseId\n2001\n");
  expect(await run(["nicknames", "--courses", one, "--key", "autumn term"], token)).toMatchObject({
    exitCode: 0,
  });
  const conflict = await run(["nicknames", "--courses", other, "--key", "autumn term"], token);
  expect(conflict.err).toMatch(
    /Operation \S+ already has the key autumn term, but was started with other rows/,
  );
  expect(conflict.exitCode).toBe(2);
  expect(await operationsOf(token)).toHaveLength(1);
});

test("a result is not written through a symbolic link, and only its owner can read it", async () => {
  const token = await newCaller();
  const file = await files.write("linked.csv", "courseId\n1001\n");
  const victim = await files.write("victim.txt", "precious");
  const result = files.at("linked-results.csv");
  await symlink(victim, `${result}.part`);
  const { exitCode, err } = await run(["nicknames", "--courses", file, "--result", result], token);
  expect(err).toContain("cannot be written (it is a symbolic link, which is not followed)");
  expect({ exitCode, sent: (await operationsOf(token)).length }).toEqual({ exitCode: 2, sent: 0 });
  expect(await readFile(victim, "utf8")).toBe("precious");

  await rm(`${result}.part`);
  expect(await run(["nicknames", "--courses", file, "--result", result], token)).toMatchObject({
    exitCode: 0,
  });
  expect((await stat(result)).mode & 0o777).toBe(0o600);
});

test("an unwritable result is reported before anything is sent", async () => {
  const token = await newCaller();
  const file = await files.write("unwritable.csv", "courseId\n1001\n");
  const result = files.at("no such folder/results.csv");
  const { exitCode, err } = await run(["nicknames", "--courses", file, "--result", result], token);
  expect(err).toMatch(/cannot be written \(ENOENT\)\. Nothing was sent; name another file with --result\./);
  expect(exitCode).toBe(2);
  expect(await operationsOf(token)).toEqual([]);
});

test("wrong options are reported all at once, and --help lists the valid ones", async () => {
  const wrong = await new BulkCommand(["members", "--courses", "x.csv", "--key", ""]).ended;
  expect(wrong.err.split("\n")).toEqual([
    "--courses does not belong to members; use --file.",
    "members needs --file FILE.",
    "Say where the gateway is: --url URL, or CLASS_GROUPS_URL in the environment.",
    "--key must be 1 to 240 characters, none of them a control character.",
    "Run npm run bulk -- --help to see all commands and options.",
    "",
  ]);
  expect(wrong.exitCode).toBe(2);
  const help = await new BulkCommand(["--help"]).ended;
  expect(help).toMatchObject({ exitCode: 0, err: "" });
  expect(help.out).toContain("Exit codes");
});
