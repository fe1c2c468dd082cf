import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compose } from "../../demo/gateway.js";
import { buildSubgraph } from "../../src/graphql/schema.js";
import { studentAccount } from "../../src/simulator/names.js";
import { StartBulkGroupMemberUpdateDocument } from "../operations/generated/graphql.js";
import { sendTo, startApp, type TestApp } from "../support/app.js";
import { subscribeTo } from "../support/event-stream.js";
import { sendRaw } from "../support/graphql-suite.js";
import { storeFolder } from "../support/store.js";

let app: TestApp;
let folder: string;
let store: Awaited<ReturnType<typeof storeFolder>>;
const gateways: ChildProcess[] = [];
beforeAll(async () => {
  store = await storeFolder();
  app = await startApp({ folder: store.path });
  folder = await mkdtemp(join(tmpdir(), "class-groups-gateway-"));
  const ours = { name: "class-groups", url: app.url, sdl: buildSubgraph().sdl };
  await writeFile(join(folder, "supergraph.graphql"), compose([ours]));
});
afterAll(async () => {
  for (const gateway of gateways) gateway.kill("SIGKILL");
  await app.close();
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** Starts the gateway of ops/compose.yaml as its image does. */
async function serve(): Promise<{ gateway: ChildProcess; url: string }> {
  const gateway = spawn(process.execPath, ["--import", "tsx", "ops/gateways/serve.ts"], {
    env: { PATH: process.env["PATH"], GATEWAY_PORT: "0", SUPERGRAPH: join(folder, "supergraph.graphql") },
    stdio: ["ignore", "pipe", "inherit"],
  });
  gateways.push(gateway);
  let printed = "";
  gateway.stdout?.on("data", (text) => (printed += text));
  await expect.poll(() => printed).toMatch(/^gateway http\S+$/m);
  return { gateway, url: /^gateway (\S+)$/m.exec(printed)?.[1] ?? "" };
}

test("the compose file's gateway answers from this subgraph, and stops on SIGTERM", async () => {
  const { gateway, url } = await serve();
  const { data, errors } = await sendTo(url, '{ course(id: "561294") { group { name } } }');
  expect(errors).toEqual([]);
  expect(data).toEqual({ course: { group: { name: "Algebra 2B" } } });
  const ended = once(gateway, "exit");
  gateway.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
});

/** Members of the simulator's own school. */
const updates = Array.from({ length: 20 }, (_, index) => ({
  groupId: "course-561294",
  userId: studentAccount(index + 1),
  nameCard: `card ${index}`,
}));
const subscriptionTo = (id: string) =>
  `subscription { bulkOperationProgressed(id: "${id}") { state finishedAt } }`;

async function startOperation(url: string): Promise<string> {
  const input = { updates, idempotencyKey: randomUUID() };
  const { data, text } = await sendTo(url, StartBulkGroupMemberUpdateDocument, { input });
  const started = data?.startBulkGroupMemberUpdate;
  if (started?.__typename !== "StartBulkOperationSuccess") throw new Error(text);
  return started.operation.id;
}

test("a gateway that stops answers requests in flight, and ends subscriptions", async () => {
  const { gateway, url } = await serve();
  const { faults } = app.simulator;
  const holdChanges = faults.add({ kind: "hold", operation: "modify_group_member_info" });
  const holdRead = faults.add({ kind: "hold", operation: "get_group_info", target: "staff-room" });
  const id = await startOperation(url);
  const stream = await subscribeTo(url, subscriptionTo(id), {});
  await expect.poll(() => stream.results.length).toBeGreaterThan(0);
  const answer = sendTo(url, '{ group(id: "staff-room") { id name } }');
  // Only this query reads that group, so the gateway has it in flight.
  await expect.poll(() => faults.held(holdRead)).toBe(1);
  const ended = once(gateway, "exit");
  gateway.kill("SIGTERM");
  await expect
    .poll(async () =>
      sendTo(url, "{ __typename }").then(
        () => "open",
        () => "closed",
      ),
    )
    .toBe("closed");
  faults.release(holdChanges);
  faults.release(holdRead);
  expect(await answer).toMatchObject({ errors: [], data: { group: { id: "staff-room" } } });
  expect(await ended).toEqual([0, null]);
  await stream.ended;
});

test("a subscription that cannot be served is refused at once, and the gateway keeps running", async () => {
  const { url } = await serve();
  const unknown = randomUUID();
  for (const accept of ["application/json", "application/graphql-response+json", "image/png"]) {
    const answer = await sendRaw(url, {
      headers: { "content-type": "application/json", accept },
      body: JSON.stringify({ query: subscriptionTo(unknown) }),
    });
    expect([accept, answer.status]).toEqual([accept, 406]);
  }
  const stream = await subscribeTo(url, subscriptionTo(unknown), {});
  await stream.ended;
  expect(stream.results).toMatchObject([{ errors: [{ extensions: { code: "BULK_OPERATION_NOT_FOUND" } }] }]);
  expect((await sendTo(url, "{ __typename }")).data).toEqual({ __typename: "Query" });
});

test("clients that leave free their subscriptions in the gateway and in the subgraph", async () => {
  const { url } = await serve();
  app.simulator.faults.add({ kind: "hold", vendor: "tencent-im" });
  const id = await startOperation(url);
  // One caller may have 20 subscriptions at a time. These 25 run one after another.
  for (let count = 0; count < 25; count += 1) {
    const stream = await subscribeTo(url, subscriptionTo(id), {});
    await expect.poll(() => stream.results.length).toBeGreaterThan(0);
    expect(stream.results[0]?.errors).toBeUndefined();
    await stream[Symbol.asyncDispose]();
  }
  app.simulator.faults.clear();
  expect((await sendTo(url, "{ __typename }")).data).toEqual({ __typename: "Query" });
});
