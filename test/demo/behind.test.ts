import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { request } from "undici";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { behindTheScenes } from "../../demo/behind/behind-the-scenes.js";
import { faultSwitches } from "../../demo/behind/fault-switches.js";
import { recentCalls } from "../../demo/behind/recent-calls.js";
import { behindSite } from "../../demo/behind/site.js";
import { simulatorControl } from "../../demo/simulator-control.js";
import { type Simulator, startSimulator } from "../../src/simulator/simulator.js";

const PATH = "/demo/behind-the-scenes";
const GROUP = "course-561294";
/** Nothing listens there. */
const NOWHERE = "http://127.0.0.1:9";

interface Served {
  readonly origin: string;
  close(): void;
}

/** The panel's addresses, as the demo's gateway serves them. */
async function serve(controlUrl: string, log = ""): Promise<Served> {
  const calls = recentCalls();
  calls.read(log);
  const simulator = simulatorControl(controlUrl);
  const site = behindSite(
    behindTheScenes({ simulator, adminUrl: NOWHERE, calls: calls.list, groupId: GROUP }),
  );
  const server = createServer((request, response) => {
    if (!site(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => server.close().closeAllConnections(),
  };
}

let simulator: Simulator;
let served: Served;
beforeAll(async () => {
  simulator = await startSimulator();
  served = await serve(simulator.controlUrl);
});
afterEach(() => {
  simulator.faults.clear();
  vi.useRealTimers();
});
afterAll(async () => {
  served.close();
  await simulator.close();
});

async function post(
  body: string,
  headers: Readonly<Record<string, string>> = {},
  { origin } = served,
): Promise<{ status: number; json: any }> {
  const answer = await request(origin + PATH, {
    method: "POST",
    headers: { origin, "content-type": "application/json", ...headers },
    body,
  });
  return { status: answer.statusCode, json: await answer.body.json() };
}

const act = (action: string) => post(JSON.stringify({ action }));
const look = async ({ origin } = served): Promise<any> => (await request(origin + PATH)).body.json();

test("the page learns that there is a panel, but only on this machine", async () => {
  const offer = async (headers: Record<string, string>) =>
    (await request(`${served.origin}/demo.json`, { headers })).body.json();
  expect(await offer({})).toEqual({ behindTheScenes: true });
  expect(await offer({ host: "school.example" })).toEqual({ behindTheScenes: false });
});

test.each(["throttle", "down", "slow", "odd"])("%s is on until it is pressed again", async (name) => {
  expect((await act(name)).status).toBe(200);
  expect((await look()).faults).toEqual([{ name, secondsLeft: expect.any(Number) }]);
  expect(simulator.faults.list()).toHaveLength(1);
  expect((await act(name)).status).toBe(200);
  expect((await look()).faults).toEqual([]);
  expect(simulator.faults.list()).toEqual([]);
});

test("a fault that somebody else has removed can be turned on again", async () => {
  await act("down");
  simulator.faults.clear();
  expect((await look()).faults).toEqual([]);
  await act("down");
  expect(simulator.faults.list()).toHaveLength(1);
});

test("a forgotten fault ends after 30 seconds", async () => {
  vi.useFakeTimers();
  const active = new Set<string>();
  const switches = faultSwitches({
    addFault: async () => {
      active.add("fault-1");
      return "fault-1";
    },
    removeFault: async (id) => void active.delete(id),
    activeFaults: async () => [...active],
  });
  await switches.toggle("slow");
  await vi.advanceTimersByTimeAsync(29_000);
  expect(await switches.active()).toEqual([{ name: "slow", secondsLeft: 1 }]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await switches.active()).toEqual([]);
});

test("a student renames themselves, and another one joins", async () => {
  const members = simulator.world.groups.get(GROUP)?.members;
  const renamed = (await act("rename")).json.happened;
  expect(members?.get(renamed.userId)?.nameCard).toBe(renamed.nameCard);
  const joined = (await act("join")).json.happened;
  expect(members?.has(joined.userId)).toBe(true);
  expect((await act("join")).json.happened.userId).not.toBe(joined.userId);
});

test("another origin, host, type of content or action is refused, and nothing happens", async () => {
  const cards = () => JSON.stringify(simulator.world.snapshot());
  const before = cards();
  const rename = JSON.stringify({ action: "rename" });
  const statusOf = async (...args: Parameters<typeof post>) => (await post(...args)).status;
  expect(await statusOf(rename, { origin: "http://school.example" })).toBe(403);
  expect(await statusOf(rename, { origin: "null" })).toBe(403);
  expect(await statusOf(rename, { host: "school.example", origin: "http://school.example" })).toBe(403);
  expect(await statusOf(rename, { "content-type": "text/plain" })).toBe(415);
  expect(await statusOf(JSON.stringify({ action: "/school/reset" }))).toBe(400);
  expect(await statusOf("null")).toBe(400);
  expect(await statusOf("{")).toBe(400);
  expect(await statusOf(rename + " ".repeat(300))).toBe(413);
  const { statusCode } = await request(served.origin + PATH, { method: "DELETE" });
  expect(statusCode).toBe(405);
  expect(cards()).toBe(before);
});

test("if nothing answers, the panel says so", async () => {
  const alone = await serve(NOWHERE);
  expect(await look(alone)).toEqual({ calls: [], callsInLastSecond: 0, vendors: null, faults: null });
  for (const action of ["down", "rename", "join"])
    expect((await post(JSON.stringify({ action }), {}, alone)).status).toBe(503);
  alone.close();
});

test("the last 20 calls are shown, newest first, and nothing else of the log", async () => {
  const line = (msg: string, tookMs: number, at = 0) =>
    `${JSON.stringify({ level: 30, time: at, msg, vendor: "classin", operation: "x", succeeded: true, code: 1, why: null, attempts: 1, tookMs, requestId: "r" })}\n`;
  const old = Array.from({ length: 30 }, (_, index) => line("vendor call", index + 0.4)).join("");
  const shown = await serve(
    NOWHERE,
    `${old}${line("operation", 1)}not json\n${line("vendor call failed", 99, Date.now() + 60_000)}`,
  );
  const { calls, callsInLastSecond } = await look(shown);
  expect(calls.map(({ tookMs }: { tookMs: number }) => tookMs)).toEqual([
    99,
    ...Array.from({ length: 19 }, (_, index) => 29 - index),
  ]);
  expect(Object.keys(calls[0]).toSorted()).toEqual(
    ["at", "attempts", "code", "operation", "succeeded", "tookMs", "vendor", "why"].toSorted(),
  );
  expect(callsInLastSecond).toBe(1);
  shown.close();
});
