import { once } from "node:events";
import { connect } from "node:net";
import { request } from "undici";
import { beforeEach, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { startApp } from "../support/app.js";
import { FakeClock } from "../support/fake-clock.js";
import { sharedApp } from "../support/graphql-suite.js";
import { PATIENTLY } from "../support/patiently.js";

const school = aSchool({
  courses: [aCourse({ id: "1001" })],
  groups: [aGroup({ id: "course-1001", members: [{ userId: "teacher_li", role: "Owner" }] })],
});
const app = await sharedApp({ school });
const SYNC = 'mutation { syncClassNicknames(courseId: "1001") { __typename } }';
beforeEach(async () => void (await app.send(SYNC)));

async function ask(path: string, adminUrl = app.adminUrl, method: "GET" | "POST" = "GET") {
  const { statusCode, headers, body } = await request(adminUrl + path, { method });
  return { status: statusCode, type: String(headers["content-type"]), headers, text: await body.text() };
}
async function readiness(adminUrl = app.adminUrl) {
  const { status, text } = await ask("/ready", adminUrl);
  return { httpStatus: status, ...(JSON.parse(text) as { status: string; checks: { name: string }[] }) };
}

test("the server is live and ready, with every check listed", async () => {
  expect(await ask("/live")).toMatchObject({ status: 200, text: '{"status":"live"}' });
  expect(await readiness()).toEqual({
    httpStatus: 200,
    status: "ready",
    checks: ["intake", "configuration", "store", "classin", "tencent-im"].map((name) => ({
      name,
      status: "ok",
    })),
  });
});

test("metrics are in Prometheus' text format, and no answer of the port is cached", async () => {
  const metrics = await ask("/metrics");
  expect(metrics.type).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(metrics.text).toMatch(/^# HELP class_groups_/m);
  for (const path of ["/live", "/ready", "/metrics"])
    expect((await ask(path)).headers["cache-control"]).toBe("no-store");
});

test("the admin port serves nothing else, and the public port none of it", async () => {
  for (const path of ["/", "/graphql", "/metrics/x"]) expect((await ask(path)).status).toBe(404);
  expect((await ask("/ready", app.adminUrl, "POST")).status).toBe(404);
  for (const path of ["/live", "/ready", "/metrics"])
    expect((await ask(path, new URL(app.url).origin)).status).toBe(404);
});

test("refused credentials degrade the server until a call succeeds", async () => {
  app.simulator.faults.add({ kind: "code", code: 102 });
  await app.send(SYNC);
  expect(await readiness()).toMatchObject({
    httpStatus: 200,
    status: "degraded",
    checks: expect.arrayContaining([
      { name: "configuration", status: "degraded", why: expect.stringContaining("classin answers 102") },
    ]),
  });
  app.simulator.faults.clear();
  await app.send(SYNC);
  expect(await readiness()).toMatchObject({ status: "ready" });
});

test("without its database the server is degraded and still answers", async () => {
  await using lost = await startApp({
    school,
    env: { DATABASE_URL: "postgres://canary:canary@127.0.0.1:9/none" },
  });
  expect(await readiness(lost.adminUrl)).toMatchObject({
    httpStatus: 200,
    status: "degraded",
    checks: expect.arrayContaining([expect.objectContaining({ name: "store", status: "degraded" })]),
  });
  expect((await ask("/ready", lost.adminUrl)).text).not.toContain("canary");
  // The server may not have tried to open the store yet.
  await expect
    .poll(async () => (await ask("/metrics", lost.adminUrl)).text, PATIENTLY)
    .toContain('class_groups_store_up{store="postgresql"} 0');
  const { data } = await lost.send<{ syncClassNicknames: object }>(SYNC);
  expect(data?.syncClassNicknames).toEqual({ __typename: "SyncClassNicknamesSuccess" });
});

test("while stopping, the server is live and not ready, and accepts requests until its peers have noticed", async () => {
  const clock = new FakeClock();
  const stopping = await startApp({ school, clock, env: { DRAIN_SECONDS: "1" } });
  const closed = stopping.close();
  expect(await readiness(stopping.adminUrl)).toMatchObject({
    httpStatus: 503,
    status: "unready",
    checks: expect.arrayContaining([expect.objectContaining({ name: "intake", status: "failed" })]),
  });
  expect((await ask("/live", stopping.adminUrl)).status).toBe(200);
  expect((await stopping.send("{ __typename }")).status).toBe(200);
  await clock.advance(1_000);
  await closed;
  await expect(ask("/live", stopping.adminUrl)).rejects.toThrow(/ECONNREFUSED/);
});

test("the admin port keeps 50 connections, and closes further ones at once", async () => {
  const { hostname, port } = new URL(app.adminUrl);
  const dialled = await Promise.all(
    Array.from({ length: 80 }, async () => {
      const socket = connect(Number(port), hostname);
      socket.on("error", () => undefined);
      await once(socket, "connect");
      return socket;
    }),
  );
  try {
    await expect.poll(() => dialled.filter((socket) => !socket.closed).length).toBeLessThanOrEqual(50);
  } finally {
    for (const socket of dialled) socket.destroy();
  }
  await expect
    .poll(async () =>
      ask("/live").then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200);
});
