import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { readArguments } from "../../src/simulator/arguments.js";
import { classin, control, safeKeyFields, simulate, until } from "./support.js";
import { acknowledge, answering, startReceiver } from "./webhook-receiver.js";

/** Runs the real program in its own process. */
function run(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["--import", "tsx", "src/simulator/main.ts", ...args], {
    env: { PATH: process.env["PATH"] ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      for (const check of listeners) check();
    });
  }
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.on("close", (code) => resolve({ code, output }));
  });
  const prints = (text: string) =>
    new Promise<void>((resolve) => {
      const check = () => output.includes(text) && resolve();
      listeners.add(check);
      check();
    });
  const url = () => /vendors +(http\S+)/.exec(output)?.[1] ?? "";
  const controlUrl = () => /control API +(http\S+)/.exec(output)?.[1] ?? "";
  return { child, ended, prints, url, controlUrl };
}

test("does not start in production", async () => {
  const { code, output } = await run(["--port", "0", "--control-port", "0"], { NODE_ENV: "production" })
    .ended;
  expect(code).toBe(1);
  expect(output).toContain("NODE_ENV=production");
});

test("prints what it is and is not, and exits at once on SIGTERM", async () => {
  const { child, ended, prints } = run([
    "--port",
    "0",
    "--control-port",
    "0",
    "--courses",
    "3",
    "--students",
    "5",
  ]);
  await prints("Stop with Ctrl-C");
  child.kill("SIGTERM");
  const { code, output } = await ended;
  expect(code).toBe(0);
  for (const text of ["3 courses, 3 groups", "not run by either vendor", "1400000001", "/faults"])
    expect(output).toContain(text);
});

test.each(["SIMULATOR_PORT", "SIMULATOR_CONTROL_PORT"])("prints what to do if %s is taken", async (name) => {
  await using simulator = await simulate();
  const { port } = new URL(simulator.url);
  const env = { SIMULATOR_PORT: "0", SIMULATOR_CONTROL_PORT: "0", [name]: port };
  const { code, output } = await run([], env).ended;
  expect(code).toBe(1);
  expect(output).toContain(
    `Port ${port} on 127.0.0.1 is used by another process. Stop it, or choose another port with ${name}`,
  );
});

test("reports all problems of a command line at once", async () => {
  const { code, output } = await run(["--port", "eleven", "--colour", "red", "--courses", "0", "now"]).ended;
  expect(code).toBe(1);
  for (const text of ['"eleven"', "--colour", "--courses must", '"now"', "Usage:"])
    expect(output).toContain(text);
});

test("prefers the command line to the environment, and that to the defaults", () => {
  const env = {
    SIMULATOR_PORT: "5000",
    SIMULATOR_CONTROL_PORT: "5001",
    SIM_COURSES: "10",
    SIM_STUDENTS: "7",
    SIM_STRICT: "1",
    SIM_WEBHOOKS: "http://localhost:5002/school-a/",
    TENCENT_IM_WEBHOOK_TOKEN: "token-of-the-environment",
    CLASSIN_PUSH_SECRET: "push-secret",
  };
  expect(readArguments([], {})).toEqual({
    arguments: {
      help: false,
      port: 4010,
      controlPort: 4011,
      schoolFile: null,
      generate: null,
      strict: false,
      webhooks: { url: null, tencentToken: null },
    },
  });
  expect(readArguments(["--port", "6000", "--students=8"], env)).toEqual({
    arguments: {
      help: false,
      port: 6000,
      controlPort: 5001,
      schoolFile: null,
      generate: { courses: 10, students: 8 },
      strict: true,
      webhooks: {
        url: "http://localhost:5002/school-a",
        tencentToken: "token-of-the-environment",
        classinSecret: "push-secret",
      },
    },
  });
  const webhooks = ["--webhooks", "http://[::1]:6002", "--webhook-token=t", "--webhook-repeat-ms", "50"];
  expect(readArguments(webhooks, env)).toMatchObject({
    arguments: { webhooks: { url: "http://[::1]:6002", tencentToken: "t", classin: { repeatMs: 50 } } },
  });
  expect(readArguments(["--strict"], { SIM_STRICT: "0" })).toMatchObject({ arguments: { strict: true } });
});

test.each([
  [["--port"], /needs a value/],
  [["--port", "4011"], /both 4011/],
  [["--school", "x.json", "--courses", "2"], /exclude each other/],
  [["--students", "2"], /needs --courses/],
  [["--courses", "100000", "--students", "5000"], /2,000,000/],
  [["--strict=no"], /--strict takes no value/],
  [["--webhooks", "http://school.example/"], /--webhooks cannot be used. It must name this machine/],
  [["--webhooks", "http://127.0.0.1.school.example/"], /must name this machine/],
  [["--webhooks", "ftp://127.0.0.1/"], /must be a URL with http/],
  [["--webhooks", "127.0.0.1:4004"], /must be a URL with http/],
  [["--webhooks", "http://127.0.0.1/?a=1"], /no credentials, query or fragment/],
  [["--webhook-repeat-ms", "soon"], /--webhook-repeat-ms must be a whole number/],
])("refuses %j", (args, problem) => {
  const read = readArguments(args, {});
  expect("problems" in read && read.problems.join("\n")).toMatch(problem);
});

test("refuses SIM_STRICT unless it is 0, 1 or empty", () => {
  expect(readArguments([], { SIM_STRICT: "yes" })).toEqual({
    problems: ['SIM_STRICT must be 0 or 1, not "yes".'],
  });
  expect(readArguments([], { SIM_STRICT: "" })).toMatchObject({ arguments: { strict: false } });
});

test.each([
  ["ignores undocumented fields", [], {}, 147],
  ["refuses them with --strict", ["--strict"], {}, 100],
  ["refuses them with SIM_STRICT=1", [], { SIM_STRICT: "1" }, 100],
])("%s", async (_, args, env, errno) => {
  const { child, ended, prints, url } = run(["--port", "0", "--control-port", "0", ...args], env);
  await prints("Stop with Ctrl-C");
  const form = { ...safeKeyFields("999999", Math.floor(Date.now() / 1000)), classId: "1" };
  expect(await classin({ url: url() }, form)).toMatchObject({ errno });
  child.kill("SIGTERM");
  await ended;
});

test("posts webhooks, signed with the token and the push secret that it got", async () => {
  await using receiver = await startReceiver();
  const ports = ["--port", "0", "--control-port", "0"];
  const webhooks = [
    "--webhooks",
    receiver.url,
    "--webhook-token",
    "hook-token-01",
    "--webhook-repeat-ms",
    "1",
  ];
  const { child, ended, prints, controlUrl } = run([...ports, ...webhooks], {
    CLASSIN_PUSH_SECRET: "testSecret01",
  });
  await prints(`webhooks to  ${receiver.url}`);
  await prints("Stop with Ctrl-C");
  receiver.answers(answering(503, ""));
  const simulator = { controlUrl: controlUrl() };
  await control(simulator, "POST", "/events/test");
  await receiver.has(2);
  receiver.answers(acknowledge);
  await control(simulator, "POST", "/events/group-renamed", { groupId: "course-561294", name: "Maths" });
  const ofTencent = () => receiver.received.find(({ path }) => path === "/tencent-im");
  await until(() => ofTencent() !== undefined);
  child.kill("SIGTERM");
  expect((await ended).code).toBe(0);
  const { TimeStamp, SafeKey } = receiver.bodies()[0];
  expect(SafeKey).toBe(createHash("md5").update(`testSecret01${TimeStamp}`).digest("hex"));
  const query = new URLSearchParams(ofTencent()?.query);
  const signed = `hook-token-01${query.get("RequestTime")}`;
  expect(query.get("Sign")).toBe(createHash("sha256").update(signed).digest("hex"));
});
