import { request } from "undici";
import { expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { GUARD } from "../../src/vendor/circuit/vendor-circuits.js";
import { startApp, type TestApp } from "../support/app.js";
import { FakeClock } from "../support/fake-clock.js";
import { samplesOf, scrape } from "../support/metrics.js";

const school = aSchool({ groups: [aGroup({ id: "group-1", members: [{ userId: "li", role: "Owner" }] })] });
const READ = '{ group(id: "group-1") { name } }';

async function readiness({ adminUrl }: TestApp) {
  const { statusCode, body } = await request(`${adminUrl}/ready`);
  const { status, checks } = (await body.json()) as {
    status: string;
    checks: { name: string; why?: string }[];
  };
  return { httpStatus: statusCode, status, vendor: checks.find(({ name }) => name === "tencent-im") };
}

test("a vendor's lock-out makes the server unready, and `/ready` shows the code", async () => {
  await using app = await startApp({ school, guard: GUARD });
  app.simulator.faults.add({ kind: "code", code: 70009 });
  await app.send(READ);
  expect(await readiness(app)).toMatchObject({
    httpStatus: 503,
    status: "unready",
    vendor: { status: "failed", why: expect.stringContaining("70009") },
  });
  const now = await scrape(app.adminUrl);
  const [lockedOut] = samplesOf(now, "class_groups_vendor_locked_out", { vendor: "tencent-im" });
  expect(lockedOut?.value).toBe(1);
  const misconfigured = samplesOf(now, "class_groups_vendor_misconfigured");
  expect(misconfigured).toMatchObject([{ labels: { vendor: "tencent-im", code: "70009" }, value: 1 }]);
});

test.for([
  [60026, "TENCENT_IM_REGION"],
  [60028, "trial plan"],
  [72002, "trial plan"],
] as const)(
  "a refusal that only an operator can fix, %i, is reported with what to do: %s",
  async ([code, todo]) => {
    await using app = await startApp({ school });
    app.simulator.faults.add({ kind: "code", code });
    await app.send(READ);
    const { body } = await request(new URL("/ready", app.adminUrl));
    const { checks } = (await body.json()) as { checks: { name: string; status: string; why?: string }[] };
    const configuration = checks.find(({ name }) => name === "configuration");
    expect(configuration).toMatchObject({ status: "degraded", why: expect.stringContaining(String(code)) });
    expect(configuration?.why).toContain(todo);
  },
);

test("a vendor with an open breaker makes the server degraded, and it still gets requests", async () => {
  // The breaker stays open for a second.
  const clock = new FakeClock(undefined, { passesMs: 20 });
  await using app = await startApp({
    school,
    clock,
    guard: { ...GUARD, breaker: { ...GUARD.breaker, failuresToOpen: 1 } },
  });
  app.simulator.faults.add({ kind: "http", httpStatus: 502 });
  await app.send(READ);
  expect(await readiness(app)).toMatchObject({
    httpStatus: 200,
    status: "degraded",
    vendor: { status: "degraded", why: expect.stringContaining("breaker") },
  });
  const open = samplesOf(await scrape(app.adminUrl), "class_groups_vendor_breaker_state", { state: "open" });
  expect(open).toMatchObject([
    { labels: { vendor: "classin" }, value: 0 },
    { labels: { vendor: "tencent-im" }, value: 1 },
  ]);
});
