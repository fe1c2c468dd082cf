import { spawn } from "node:child_process";
import { once } from "node:events";
import { Readable } from "node:stream";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readArguments } from "../../cli/arguments.js";
import { MEMBERS } from "../../cli/members.js";
import { PART_LIMITS, splitter } from "../../cli/parts.js";
import { run } from "../../cli/run.js";
import type { Gateway } from "../../demo/gateway.js";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { studentAccount } from "../../src/simulator/names.js";
import { BulkOperationsDocument } from "../operations/generated/graphql.js";
import { filesFolder } from "../support/bulk-command.js";
import { startBulkGateway } from "../support/bulk-gateway.js";
import { bodiesOf, memberIn, sharedApp } from "../support/graphql-suite.js";
import { storeFolder } from "../support/store.js";

const folder = await storeFolder();
afterAll(() => folder[Symbol.asyncDispose]());
const files = await filesFolder();
afterAll(() => files[Symbol.asyncDispose]());
const app = await sharedApp({
  folder: folder.path,
  school: aSchool({ groups: [aGroup({ id: "group-1", members: 50 })] }),
});
let gateway: Gateway;
beforeAll(async () => {
  gateway = await startBulkGateway(app);
});
afterAll(() => gateway.close());

/** The standard input of a test that reads it. */
let stdin: string | undefined;
afterEach(() => {
  stdin = undefined;
});

/** Runs the command as `npm run bulk` does, with fewer items in each operation. `output` grows while it runs. */
function beginSplit(items: number, ...args: string[]) {
  const output = { out: "", err: "" };
  const command = readArguments(["members", ...args, "--url", gateway.url], {});
  if (!command.ok || command.value === "help" || !("resultPath" in command.value))
    throw new Error("bad arguments");
  const ended = run(MEMBERS, command.value, {
    in: Readable.from(stdin === undefined ? [] : [stdin]),
    out: { write: (text) => (output.out += text) },
    err: { write: (text) => (output.err += text) },
    signal: new AbortController().signal,
    limits: { ...PART_LIMITS, items },
  });
  return { output, ended };
}
async function runSplit(items: number, ...args: string[]) {
  const { output, ended } = beginSplit(items, ...args);
  return { exitCode: await ended, ...output };
}
const rename = (number: number, card: string) => `group-1,${studentAccount(number)},${card}\n`;
const HEADER = "groupId,userId,nameCard\n";
/** How many queries the server answered. The command polls each operation that it watches. */
const queries = () => app.log.with("operation").filter(({ operation }) => operation === "query").length;
const operations = async () =>
  (await app.run(BulkOperationsDocument, { first: 100 })).bulkOperations.nodes.length;

test("a file too large for one operation becomes several, with one result", async () => {
  const before = await operations();
  const file = await files.write(
    "five.csv",
    HEADER + [1, 2, 3, 4, 5].map((n) => rename(n, `a${n}`)).join(""),
  );
  const result = files.at("five.result.csv");
  const first = await runSplit(2, "--file", file, "--result", result);
  expect(first.err).toContain("5 changes, all good, as 3 operations.");
  expect(first.err).toMatch(/part 3 of 3/);
  expect(first).toMatchObject({ exitCode: 0 });
  const rows = [1, 2, 3, 4, 5].map(
    (n) => `${n + 1},group-1,${studentAccount(n)},SUCCEEDED,UpdateGroupMemberSuccess,,,1\n`,
  );
  expect(await files.read("five.result.csv")).toBe(
    `line,groupId,userId,outcome,__typename,message,vendorCode,attempts\n${rows.join("")}`,
  );
  expect((await operations()) - before).toBe(3);

  await runSplit(2, "--file", file);
  expect((await operations()) - before).toBe(3);
  const cancelled = await runSplit(2, "--file", file, "--cancel");
  expect(cancelled.out.match(/had already completed/g)).toHaveLength(3);
  expect(bodiesOf(app, "modify_group_member_info")).toHaveLength(5);
});

test("a file that grew past one operation finds the one started before under its key", async () => {
  const before = await operations();
  const two = HEADER + rename(1, "b1") + rename(2, "b2");
  const file = await files.write("growing.csv", two);
  await runSplit(2, "--file", file, "--key", "growing");
  await files.write("growing.csv", two + rename(3, "b3"));
  expect(await runSplit(2, "--file", file, "--key", "growing")).toMatchObject({ exitCode: 0 });
  expect((await operations()) - before).toBe(2);
  expect(bodiesOf(app, "modify_group_member_info")).toHaveLength(3);
});

test("parts that change the same member run one after the other", async () => {
  const before = await operations();
  const hold = app.simulator.faults.add({ operation: "modify_group_member_info", kind: "hold" });
  const file = await files.write(
    "ordered.csv",
    HEADER + rename(1, "c1") + rename(2, "c2") + rename(1, "last") + rename(3, "c3"),
  );
  const queriesBefore = queries();
  const { output, ended } = beginSplit(2, "--file", file);
  // While the first part is held, the command polls it and starts nothing else.
  await expect.poll(queries).toBeGreaterThan(queriesBefore + 1);
  expect((await operations()) - before).toBe(1);
  app.simulator.faults.release(hold);
  expect(await ended).toBe(0);
  expect(output.err).toContain(
    "2 operations that run one after another, because some members are in several",
  );
  expect((await operations()) - before).toBe(2);
  const sent = bodiesOf(app, "modify_group_member_info").filter(
    (body) => body["Member_Account"] === studentAccount(1),
  );
  expect(sent.map((body) => body["NameCard"])).toEqual(["c1", "last"]);
  expect(memberIn(app, "group-1", studentAccount(1)).nameCard).toBe("last");
});

test("parts beyond the server's limit start as others end", async () => {
  const before = await operations();
  const numbers = Array.from({ length: 25 }, (_, index) => index + 1);
  const file = await files.write("many.csv", HEADER + numbers.map((n) => rename(n, `d${n}`)).join(""));
  const hold = app.simulator.faults.add({ operation: "modify_group_member_info", kind: "hold" });
  const { output, ended } = beginSplit(1, "--file", file);
  await expect.poll(() => output.err).toContain("accepts no more operations for now");
  expect((await operations()) - before).toBe(20);
  app.simulator.faults.release(hold);
  expect(await ended).toBe(0);
  expect(output.out).toBe("25 changes: 25 succeeded, 0 failed, 0 unknown.\n");
  expect(output.err.match(/accepts no more operations for now\. Part 21 of 25, and/g)).toHaveLength(1);
  expect((await operations()) - before).toBe(25);
});

test("a full disk is reported, not mistaken for a failed operation", async () => {
  const before = await operations();
  const file = await files.write("full.csv", HEADER + rename(1, "e1"));
  const result = files.at("full.result.csv");
  const command = ["cli/main.ts", "members", "--file", file, "--result", result, "--url", gateway.url];
  // The shell limits the size of its child's files to zero.
  const shell = spawn("bash", [
    "-c",
    `trap '' XFSZ; ulimit -f 0; exec "$0" --import tsx "$@"`,
    process.execPath,
    ...command,
  ]);
  let err = "";
  shell.stderr.on("data", (text) => (err += String(text)));
  const [exitCode] = (await once(shell, "close")) as [number | null];
  expect(err).toContain(`${result} could not be written (EFBIG).`);
  expect(exitCode).toBe(2);
  expect(await operations()).toBe(before);
});

test("10,000 items, or 3 MiB of them, are one part", () => {
  const partsOf = (count: number, bytes: number) => {
    const startsPart = splitter(PART_LIMITS);
    return Array.from({ length: count }, () => startsPart(bytes)).filter(Boolean).length + 1;
  };
  expect(partsOf(10_000, 100)).toBe(1);
  expect(partsOf(10_001, 100)).toBe(2);
  expect(partsOf(30_000, 100)).toBe(3);
  expect(partsOf(3, 2 ** 20)).toBe(1);
  expect(partsOf(4, 2 ** 20)).toBe(2);
  expect(partsOf(2, 4 * 2 ** 20)).toBe(2);
});

test("rows from standard input become several operations, like those of a file", async () => {
  stdin = HEADER + rename(1, "piped one") + rename(2, "piped two") + rename(3, "piped three");
  const { exitCode, out, err } = await runSplit(2, "--file", "-", "--key", "piped in parts");
  expect(err).toContain("standard input: 3 changes, all good, as 2 operations.");
  expect(out).toBe("3 changes: 3 succeeded, 0 failed, 0 unknown.\n");
  expect(exitCode).toBe(0);
});
