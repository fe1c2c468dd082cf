import { PassThrough, Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Gateway } from "../../demo/gateway.js";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { studentAccount } from "../../src/simulator/names.js";
import { BulkOperationsDocument } from "../operations/generated/graphql.js";
import { ACCESS_ENV, asGateway, tokenOf } from "../support/access.js";
import { BulkCommand, filesFolder } from "../support/bulk-command.js";
import { startBulkGateway } from "../support/bulk-gateway.js";
import { memberIn, sharedApp } from "../support/graphql-suite.js";
import { storeFolder } from "../support/store.js";

const SYNC = "modifyGroupMemberNickname";
const folder = await storeFolder();
afterAll(() => folder[Symbol.asyncDispose]());
const files = await filesFolder();
afterAll(() => files[Symbol.asyncDispose]());
const deleted = Array.from({ length: 12 }, (_, index) => `${2001 + index}`);
const app = await sharedApp({
  folder: folder.path,
  env: ACCESS_ENV,
  school: aSchool({
    courses: [aCourse({ id: "1001" }), ...deleted.map((id) => aCourse({ id, state: "deleted" }))],
    groups: [aGroup({ id: "group-1", members: 5 })],
  }),
});
let gateway: Gateway;
beforeAll(async () => {
  gateway = await startBulkGateway(app);
});
afterAll(() => gateway.close());

let callers = 0;
const newCaller = () => tokenOf(`asker_${++callers}`, "bulk");
const begin = (args: readonly string[], token: string, input?: Readable) =>
  new BulkCommand(args, { CLASS_GROUPS_URL: gateway.url, CLASS_GROUPS_TOKEN: token }, input);
const run = (args: readonly string[], token: string, input?: string | Buffer) =>
  begin(args, token, input === undefined ? undefined : Readable.from([input])).ended;
async function operationsOf(token: string) {
  const { data } = await app.send(BulkOperationsDocument, { first: 20 }, asGateway(token));
  return data?.bulkOperations.nodes ?? [];
}

test("the same rows from standard input and from a file are one operation", async () => {
  const token = await newCaller();
  const rows = "groupId,userId,nameCard\ngroup-1,student_001,piped\n";
  const piped = await run(["members", "--file", "-"], token, rows);
  expect(piped.err).toContain("standard input: 1 change, all good, as one operation.");
  expect(piped).toMatchObject({ exitCode: 0, out: "1 change: 1 succeeded, 0 failed, 0 unknown.\n" });
  expect(memberIn(app, "group-1", studentAccount(1)).nameCard).toBe("piped");

  const again = await run(["members", "--file", await files.write("same.csv", rows)], token);
  expect(again.err).toContain("nothing was started now");
  expect(await operationsOf(token)).toHaveLength(1);
});

test("problems in standard input are reported under that name, and nothing is sent", async () => {
  const token = await newCaller();
  const empty = await run(["nicknames", "--courses", "-"], token, "");
  expect(empty.err).toBe(
    "standard input: is empty; its first row must name the columns\nNothing was sent: 1 problem in standard input.\n",
  );
  expect(empty.exitCode).toBe(2);
  const bad = await run(["nicknames", "--courses", "-"], token, "courseId\n1001\n1001\n");
  expect(bad.err).toContain("standard input:3: is the same as line 2; remove one of them\n");
  expect(bad.exitCode).toBe(2);
  const garbled = await run(
    ["nicknames", "--courses", "-"],
    token,
    Buffer.from("courseId\n\xff\n", "latin1"),
  );
  expect(garbled.err).toContain("standard input: is not UTF-8, so names would be garbled");
  expect(garbled.exitCode).toBe(2);
  const result = await run(["nicknames", "--courses", "-", "--result", "-"], token, "courseId\n1001\n");
  expect(result.err).toContain("--result needs the name of a file.");
  expect(await operationsOf(token)).toEqual([]);
});

test("standard input that is too large is refused", async () => {
  const mebibyte = Buffer.alloc(2 ** 20, "1001\n");
  const tooMuch = Readable.from(Array.from({ length: 66 }, () => mebibyte));
  const { exitCode, err } = await begin(["nicknames", "--courses", "-"], await newCaller(), tooMuch).ended;
  expect(err).toBe(
    "Nothing was sent: standard input is larger than 64 MiB. Save it to a file and use that file.\n",
  );
  expect(exitCode).toBe(2);
});

test("an interrupt while it still reads rows sends nothing", async () => {
  const token = await newCaller();
  const input = new PassThrough();
  // More than a pipe buffers, so all of it is gone only if the command reads.
  for (let chunk = 0; chunk < 64; chunk++) input.write(Buffer.alloc(2 ** 15, "1001\n"));
  const command = begin(["nicknames", "--courses", "-"], token, input);
  await expect.poll(() => input.readableLength + input.writableLength).toBe(0);
  command.interrupt();
  expect(await command.ended).toEqual({ exitCode: 130, out: "", err: "Interrupted. Nothing was sent.\n" });
  input.end();
  expect(await operationsOf(token)).toEqual([]);
});

test("the suggested commands repeat every relevant option", async () => {
  const token = await newCaller();
  const hold = app.simulator.faults.add({ operation: SYNC, kind: "hold" });
  const result = files.at("term's result.csv");
  const options = ["--url", gateway.url, "--key=-odd key", "--patience", "60"];
  const command = begin(
    ["nicknames", "--courses", "-", "--result", result, ...options],
    token,
    Readable.from(["courseId\n1001\n"]),
  );
  await expect.poll(() => command.err).toContain("accepted");
  command.interrupt();
  const { exitCode, err } = await command.ended;
  app.simulator.faults.release(hold);
  const same = `npm run bulk -- nicknames --courses - '--key=-odd key' --url ${gateway.url} --patience 60`;
  const quoted = `'${result.replace("'", String.raw`'\''`)}'`;
  expect(err).toContain(`To watch it again:  ${same} --result ${quoted}\n`);
  expect(err).toContain(`To cancel it:       ${same} --cancel\n`);
  expect(err).toContain("Both need the same rows on standard input again.\n");
  expect(exitCode).toBe(130);
});

test("status prints an operation's state, its progress and its first ten failures", async () => {
  const token = await newCaller();
  await run(["nicknames", "--courses", "-"], token, ["courseId", "1001", ...deleted].join("\n"));
  const [operation] = await operationsOf(token);
  const { exitCode, out, err } = await run(["status", String(operation?.id)], token);
  const lines = out.split("\n");
  expect(lines[0]).toBe(`Operation ${operation?.id} (nicknames): COMPLETED`);
  expect(lines[1]).toBe("13 of 13 (100 %), 12 failed");
  expect(lines[2]).toMatch(/^accepted \S+Z, started \S+Z, ended \S+Z$/);
  expect(lines[3]).toBe("Failed:");
  expect(lines[4]).toMatch(/^ {2}20\d\d: CourseDeletedError 149: Course 20\d\d was deleted in ClassIn/);
  expect(lines.filter((line) => line.includes("CourseDeletedError"))).toHaveLength(10);
  expect(lines.slice(14)).toEqual([
    "  and 2 more. To get all of them, add --result FILE to the command that started it.",
    "",
  ]);
  expect({ exitCode, err }).toEqual({ exitCode: 1, err: "" });
});

test("status prints a running operation, and refuses an unknown id or another caller's", async () => {
  const token = await newCaller();
  const hold = app.simulator.faults.add({ operation: "modify_group_member_info", kind: "hold" });
  const rows = "groupId,userId,nameCard\ngroup-1,student_002,held\n";
  const watching = begin(["members", "--file", "-"], token, Readable.from([rows]));
  await expect.poll(() => watching.err).toContain("accepted");
  const [operation] = await operationsOf(token);
  const running = await run(["status", String(operation?.id)], token);
  expect(running.out).toMatch(/^Operation \S+ \(members\): (?:QUEUED|RUNNING)\n0 of 1 \(0 %\)\naccepted /);
  expect(running).toMatchObject({ exitCode: 0, err: "" });
  app.simulator.faults.release(hold);
  await watching.ended;

  for (const [id, caller] of [
    ["no\u001b[31m such", token],
    [String(operation?.id), await newCaller()],
  ] as const) {
    const missing = await run(["status", id], caller);
    expect(missing.err).toBe(
      `You have no operation ${id.replace("\u001b", " ")} at this server. It may have expired, or CLASS_GROUPS_TOKEN may belong to another caller. Check the id with the command "list".\n`,
    );
    expect(missing).toMatchObject({ exitCode: 2, out: "" });
  }
});

test("list prints the caller's operations, newest first, page by page", async () => {
  const token = await newCaller();
  expect(await run(["list"], token)).toEqual({
    exitCode: 0,
    out: "You have no such operations.\n",
    err: "",
  });
  for (const key of ["one", "two", "three"])
    await run(["nicknames", "--courses", "-", "--key", key], token, "courseId\n1001\n");
  const ids = (await operationsOf(token)).map(({ id }) => id);
  const first = await run(["list", "--first", "2", "--state", "COMPLETED"], token);
  const [one = "", two = "", more = ""] = first.out.split("\n");
  expect(one).toMatch(new RegExp(`^${ids[0]}  COMPLETED   nicknames +\\S+Z  1 of 1 \\(100 %\\)$`));
  expect(two).toMatch(new RegExp(`^${ids[1]} `));
  expect(more).toMatch(/^Next page: npm run bulk -- list --first 2 --state COMPLETED --after \S+$/);
  const after = more.split(" ").at(-1) ?? "";
  const second = await run(["list", "--first", "2", "--state", "COMPLETED", "--after", after], token);
  expect(second.out).toMatch(new RegExp(`^${ids[2]} .*\\n$`));
  expect((await run(["list", "--state", "QUEUED"], token)).out).toContain("no such operations");
});

test("status and list report wrong options all at once, and the gateway's refusal", async () => {
  const wrong = await new BulkCommand(["list", "x", "--first", "0", "--state", "DONE", "--key", "k"]).ended;
  expect(wrong.err.split("\n")).toEqual([
    "Say where the gateway is: --url URL, or CLASS_GROUPS_URL in the environment.",
    "--key does not belong to list; leave it out.",
    "list takes no argument: x. Leave it out.",
    "--first must be a whole number from 1 to 100.",
    "--state must be one of QUEUED, RUNNING, CANCELLING, CANCELLED, COMPLETED.",
    "Run npm run bulk -- --help to see all commands and options.",
    "",
  ]);
  expect(wrong.exitCode).toBe(2);
  expect((await run(["status"], await newCaller())).err).toContain("status needs one operation id");
  const refused = await run(["list"], await tokenOf("teacher_li", "read"));
  expect(refused.err).toMatch(/The gateway refused: .* Put a token with the scope class-groups:bulk/);
  expect(refused.exitCode).toBe(3);
});
