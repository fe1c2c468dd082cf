import { execFile } from "node:child_process";
import { expect, test } from "vitest";

/** Ends a run that hangs. No machine needs this long. */
const TIMEOUT_MS = 300_000;

/** Runs the demo like a new user, on free ports. */
function runDemo(...args: string[]): Promise<{ exitCode: number; printed: string }> {
  const ports = [
    "GATEWAY_PORT",
    "PORT",
    "ADMIN_PORT",
    "SCHOOL_PORT",
    "SIMULATOR_PORT",
    "SIMULATOR_CONTROL_PORT",
  ];
  const env = {
    ...process.env,
    ...Object.fromEntries(ports.map((name) => [name, "0"])),
    DATA_DIR: "/dev/null/none",
  };
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
  [...printed.matchAll(/^ {3}(\w+(?:Success|Error))\b/gm)].map(([, name]) => name ?? "");

test(
  "the demo prints all its steps and exits with 0",
  async () => {
    const { exitCode, printed } = await runDemo("--once");
    expect(typenames(printed)).toEqual([
      "SyncClassNicknamesSuccess",
      "NicknamesPartlySyncedError",
      "CourseDeletedError",
      "UpdateGroupMemberSuccess",
      "InvalidInputError",
      "UpdateGroupMemberSuccess",
      "UpdateGroupMemberSuccess",
    ]);
    const after = printed.slice(printed.indexOf("The roster after"));
    expect(after).toContain('"Algebra, second year", taught by Li Minghua 李明华');
    expect(after).toMatch(/student_001 +Student No. 1 +MEMBER +林雅 Lin Ya .*<- changed/);
    expect(after).toMatch(/student_004 +Student No. 4 +ADMIN .*<- changed/);
    expect(after).toMatch(/student_003 +Student No. 3 +MEMBER .*T.*Z +<- changed/);
    expect(exitCode).toBe(0);
  },
  TIMEOUT_MS,
);

test(
  "if the vendors stop halfway, the demo prints typed failures and exits with 1",
  async () => {
    const { exitCode, printed } = await runDemo("--once", "--stop-simulator-midway");
    expect(typenames(printed).slice(3)).toEqual([
      "VendorUnavailableError",
      "InvalidInputError",
      "VendorUnavailableError",
      "VendorUnavailableError",
    ]);
    expect(printed).toContain("VENDOR_UNAVAILABLE: Tencent IM could not be read");
    expect(exitCode).toBe(1);
  },
  TIMEOUT_MS,
);

test("an unknown option is refused with the valid ones", async () => {
  const { exitCode, printed } = await runDemo("--bogus");
  expect(printed).toMatch(/bogus[\s\S]*--stop-simulator-midway/);
  expect(exitCode).toBe(1);
});
