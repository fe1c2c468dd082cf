import { expect, test } from "vitest";
import { inWords } from "../../src/doctor/duration.js";
import { type Check, fine } from "../../src/doctor/finding.js";
import { isProblem, jsonOf, lineOf } from "../../src/doctor/report.js";
import { runChecks } from "../../src/doctor/run-checks.js";

const checkOf = (check: string, run: Check["run"]): Check => ({ check, title: `the ${check}`, run });
const never = () => new Promise<never>(() => undefined);

async function findingsOf(...checks: Check[]) {
  const findings = [];
  for await (const finding of runChecks(checks, 10)) findings.push(finding);
  return findings;
}

test("a check that hangs or throws is a problem, and costs the others neither their result nor their place", async () => {
  const findings = await findingsOf(
    checkOf("hanging", never),
    checkOf("good", async () => fine("It works.")),
    checkOf("broken", async () => {
      throw new TypeError("x is not a function");
    }),
  );
  expect(findings.map(({ check, result }) => [check, result.state])).toEqual([
    ["hanging", "problem"],
    ["good", "ok"],
    ["broken", "problem"],
  ]);
  const [hanging, good, broken] = findings.map(lineOf);
  expect(hanging).toMatch(/^PROBLEM {2}the hanging +No result within 0\.01 s\. Remedy: /);
  expect(good).toMatch(/^ok {7}the good +It works\.$/);
  expect(broken).toContain("x is not a function");
  expect(findings.filter(isProblem)).toHaveLength(2);
  expect(JSON.parse(jsonOf(findings))).toMatchObject({
    ok: false,
    findings: [{}, { detail: "It works." }, {}],
  });
});

test("checks run side by side", async () => {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const findings = await findingsOf(
    checkOf("waiting", () => released.then(() => fine("released"))),
    checkOf("releasing", async () => {
      release();
      return fine("done");
    }),
  );
  expect(findings.map(({ result }) => result.state)).toEqual(["ok", "ok"]);
});

test.each([
  [0, "0 s"],
  [1_000, "1 s"],
  [-119_000, "119 s"],
  [1_800_400, "30 minutes"],
  [-1_200_000, "20 minutes"],
  [9_000_000, "2.5 hours"],
])("%i ms are %s", (ms, words) => {
  expect(inWords(ms)).toBe(words);
});
