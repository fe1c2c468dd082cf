import { describe, expect, test } from "vitest";
import { watchMisconfiguration } from "../../src/admin/misconfiguration.js";
import { type ReadinessDeps, readinessOf } from "../../src/admin/readiness.js";
import type { CallReport } from "../../src/vendor/call.js";

const HEALTHY: ReadinessDeps = {
  health: () => [
    { vendor: "classin", breaker: "closed", lockedOutBy: null },
    { vendor: "tencent-im", breaker: "closed", lockedOutBy: null },
  ],
  misconfigured: () => [],
  store: async () => ({ why: null }),
  ledgerAnswers: async () => null,
  keysAnswer: () => null,
};
const relayed = (failingSeconds: number, place = 2) => ({
  name: "hooks.example",
  place,
  waiting: 3,
  failingSeconds,
  failure: "HTTP status 500",
});
const statuses = async (deps: Partial<ReadinessDeps>, draining = false) => {
  const { status, checks } = await readinessOf({ ...HEALTHY, ...deps }, draining);
  const problems = checks.filter((check) => check.status !== "ok");
  return [status, ...problems.map((check) => `${check.name} ${check.status}`)];
};
const imHealth = (health: Partial<ReturnType<ReadinessDeps["health"]>[number]>) => ({
  health: () => [{ vendor: "tencent-im" as const, breaker: "closed" as const, lockedOutBy: null, ...health }],
});

describe("whether the server should get requests", () => {
  test.for<[string, Partial<ReadinessDeps>, boolean, string[]]>([
    ["everything works", {}, false, ["ready"]],
    ["the database answers", { ledgerAnswers: async () => true }, false, ["ready"]],
    [
      "the store cannot be used",
      { store: async () => ({ why: "it is full" }) },
      false,
      ["degraded", "store degraded"],
    ],
    [
      "the token keys cannot be fetched",
      { keysAnswer: () => false },
      false,
      ["degraded", "token-keys degraded"],
    ],
    ["the server is stopping", {}, true, ["unready", "intake failed"]],
    [
      "the database does not answer",
      { ledgerAnswers: async () => false },
      false,
      ["degraded", "store degraded", "permits degraded"],
    ],
    ["a breaker is open", imHealth({ breaker: "open" }), false, ["degraded", "tencent-im degraded"]],
    [
      "a breaker is half-open",
      imHealth({ breaker: "half-open" }),
      false,
      ["degraded", "tencent-im degraded"],
    ],
    [
      "a vendor locked the app out",
      imHealth({ lockedOutBy: 70009 }),
      false,
      ["unready", "tencent-im failed"],
    ],
    [
      "a relay target has failed for ten minutes",
      { relays: () => [relayed(0, 1), relayed(600)] },
      false,
      ["ready"],
    ],
    [
      "a relay target has failed for longer",
      { relays: () => [relayed(0, 1), relayed(601)] },
      false,
      ["degraded", "webhook-relay degraded"],
    ],
    [
      "a vendor refuses the credentials",
      { misconfigured: () => [{ vendor: "classin", code: 102 }] },
      false,
      ["degraded", "configuration degraded"],
    ],
  ])("if %s", async ([, deps, draining, expected]) => {
    expect(await statuses(deps, draining)).toEqual(expected);
  });

  test("says which relay target fails, for how long and why, without its host", async () => {
    const { checks } = await readinessOf({ ...HEALTHY, relays: () => [relayed(7_230)] }, false);
    expect(checks.find(({ name }) => name === "webhook-relay")).toEqual({
      name: "webhook-relay",
      status: "degraded",
      why: "number 2 of WEBHOOKS_RELAY_URLS has failed for 120 minutes (HTTP status 500), and its webhooks wait",
    });
  });

  test("lists its checks, without permits or keys if it shares no permits or fetches no keys", async () => {
    const names = async (deps: ReadinessDeps) =>
      (await readinessOf(deps, false)).checks.map(({ name }) => name);
    expect(await names(HEALTHY)).toEqual(["intake", "configuration", "store", "classin", "tencent-im"]);
    const all = await names({ ...HEALTHY, ledgerAnswers: async () => true, keysAnswer: () => true });
    expect(all).toEqual(expect.arrayContaining(["permits", "token-keys"]));
  });
});

describe("credentials that a vendor refuses", () => {
  const report = (operation: string, code: number): CallReport => ({
    vendor: "tencent-im",
    operation,
    code,
    requestId: null,
    lane: "interactive",
    outcome: "answered",
    succeeded: code === 0,
    why: null,
    attempts: 1,
    attemptsAtMs: [0],
    waitedMs: 0,
    tookMs: 1,
  });
  const watch = () => watchMisconfiguration(({ code }) => code === 70001);

  test("are reported until the same command succeeds", () => {
    const watcher = watch();
    watcher.observe(report("get_group_info", 70001));
    watcher.observe(report("modify_group_member_info", 0));
    watcher.observe(report("get_group_info", 10002));
    expect(watcher.current()).toEqual([{ vendor: "tencent-im", code: 70001 }]);
    watcher.observe(report("get_group_info", 0));
    expect(watcher.current()).toEqual([]);
  });

  test("are reported once, even if several commands are refused", () => {
    const watcher = watch();
    watcher.observe(report("get_group_info", 70001));
    watcher.observe(report("get_role_in_group", 70001));
    expect(watcher.current()).toEqual([{ vendor: "tencent-im", code: 70001 }]);
  });
});
