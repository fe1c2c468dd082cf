import { execFile } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NpmScript } from "../support/npm-script.js";
import { storeFolder } from "../support/store.js";

/** Ends a run that hangs. No machine needs this long. */
const TIMEOUT_MS = 300_000;

const PORTS = Object.fromEntries(
  [
    "GATEWAY_PORT",
    "PORT",
    "ADMIN_PORT",
    "WEBHOOKS_PORT",
    "SCHOOL_PORT",
    "SIMULATOR_PORT",
    "SIMULATOR_CONTROL_PORT",
  ].map((name) => [name, "0"]),
);

let store: Awaited<ReturnType<typeof storeFolder>>;
beforeAll(async () => {
  store = await storeFolder();
});
afterAll(() => store[Symbol.asyncDispose]());

/** Runs the demo like a new user, on free ports. */
const runDemo = (...args: string[]) => runDemoIn(store.path, ...args);

function runDemoIn(folder: string, ...args: string[]): Promise<{ exitCode: number; printed: string }> {
  const env = { ...process.env, ...PORTS, DATA_DIR: folder };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ["--import", "tsx", "demo/main.ts", ...args],
      { env, timeout: TIMEOUT_MS },
      (_error, stdout, stderr) => resolve({ exitCode: child.exitCode ?? -1, printed: stdout + stderr }),
    );
  });
}

const typenames = (printed: string): string[] =>
  [...printed.matchAll(/^\d+\. .*\n {3}(\w+|\(.*?\))/gm)].map(([, name]) => name ?? "");
const LOG_LINE = /^\d\d:\d\d:\d\d\.\d{3} {2}/m;

test(
  "the demo says what it starts, prints all its steps with names before and after, and exits with 0",
  async () => {
    // Another demo on the same store would have left the official names.
    await using own = await storeFolder();
    const { exitCode, printed } = await runDemoIn(own.path, "--once");
    expect(typenames(printed)).toEqual([
      "SetOfficialNamesSuccess",
      "SyncClassNicknamesSuccess",
      "NicknamesPartlySyncedError",
      "CourseDeletedError",
      "UpdateGroupMemberSuccess",
      "InvalidInputError",
      "UpdateGroupMemberSuccess",
      "UpdateGroupMemberSuccess",
      "MEMBER_CHANGED",
      "SetNamePolicySuccess",
      "MEMBER_RENAMED",
    ]);
    const [progress = "", story = ""] = printed.split("The class before");
    expect(progress.match(/^ +\d+\.\d s {2}\w/gm)).toHaveLength(5);
    const [before = "", after = ""] = story.split("The class after");
    expect(before).toMatch(/student_001 +王小明 +🐱 +🐱 +MEMBER/);
    expect(after).toContain('"Algebra, second year", taught by Li Minghua 李明华');
    expect(after).toMatch(/student_001 +王小明 +王小明 +王小明 +MEMBER +<- changed/);
    // They renamed themselves twice, and were set back once the names were kept.
    expect(after).toMatch(/student_002 +李思雨 +李思雨 +李思雨 +MEMBER .*<- changed/);
    expect(after).toMatch(/student_003 +张子轩 +张子轩 +张子轩 +MEMBER .*T.*Z +<- changed/);
    expect(after).toMatch(/student_004 +刘欣怡 +刘欣怡 +刘欣怡 +ADMIN .*<- changed/);
    expect(printed).not.toMatch(LOG_LINE);
    expect(exitCode).toBe(0);
  },
  TIMEOUT_MS,
);

test(
  "if the vendors stop halfway, the demo prints typed failures and exits with 1",
  async () => {
    // What it leaves to do would change what another demo begins with.
    await using own = await storeFolder();
    const { exitCode, printed } = await runDemoIn(own.path, "--once", "--stop-simulator-midway");
    expect(typenames(printed).slice(5)).toEqual([
      "InvalidInputError",
      "VendorUnavailableError",
      "VendorUnavailableError",
      "VENDOR_UNAVAILABLE",
      "VENDOR_UNAVAILABLE",
      "VENDOR_UNAVAILABLE",
    ]);
    expect(printed).toContain("VENDOR_UNAVAILABLE: Tencent IM could not be read");
    expect(exitCode).toBe(1);
  },
  TIMEOUT_MS,
);

test.each([
  ["each request and vendor call", true],
  ["no log with --quiet", false],
])(
  "the running demo shows %s",
  async (_what, isShown) => {
    const args = isShown ? [] : ["--quiet"];
    const demo = new NpmScript("demo", { args, env: { ...PORTS, DATA_DIR: store.path } });
    try {
      await demo.says(/Stop with Ctrl-C/);
      const url = await demo.says(/gateway +(http\S+)/);
      const query = '{ groups(ids: ["course-561295"]) { name introduction } }';
      // The people of the roster page have tokens. The second is the administrator.
      const people = (await (await fetch(new URL("/people.json", url))).json()) as { token: string }[];
      const authorization = `Bearer ${people[1]?.token}`;
      const headers = { "content-type": "application/json", authorization };
      await fetch(url, { method: "POST", headers, body: JSON.stringify({ query }) });
      const lines = /\d {4}Tencent IM get_group_info +code 0 +\d+ ms\n.*query groups +ok +\d+ ms/;
      if (isShown) await demo.says(lines);
      // The panel shows the same calls, also if the log is hidden.
      const scene: any = await (await fetch(new URL("/demo/behind-the-scenes", url))).json();
      expect(scene.calls).toHaveLength(20);
      expect(scene.calls[0]).toMatchObject({ operation: "get_group_info", code: 0 });
      expect(scene.vendors.circuits).toEqual([
        { vendor: "classin", state: "closed" },
        { vendor: "tencent-im", state: "closed" },
      ]);
      expect(scene.vendors.budgets).toContainEqual({
        name: "tencent-im get_group_info",
        limit: 200,
        inUse: expect.any(Number),
        waiting: 0,
      });
      expect(scene.faults).toEqual([]);
      expect(LOG_LINE.test(demo.out)).toBe(isShown);
      demo.signalAll("SIGINT");
      expect(await demo.ended).toEqual({ code: 0, signal: null });
    } finally {
      demo.kill();
    }
  },
  TIMEOUT_MS,
);

test("an unknown option is refused with the valid ones", async () => {
  const { exitCode, printed } = await runDemo("--bogus");
  expect(printed).toMatch(/bogus[\s\S]*--stop-simulator-midway/);
  expect(exitCode).toBe(1);
});
