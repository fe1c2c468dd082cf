import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSchool } from "../../demo/school.js";
import { buildSubgraph } from "../../src/graphql/schema.js";
import { studentAccount } from "../../src/simulator/names.js";
import { StartBulkGroupMemberUpdateDocument } from "../operations/generated/graphql.js";
import { sendTo, startApp, type TestApp } from "../support/app.js";
import { subscribeTo } from "../support/event-stream.js";
import { storeFolder } from "../support/store.js";
import { waitUntil } from "../support/wait-until.js";
import { toolPath } from "./tool.js";

let folder: string;
let store: Awaited<ReturnType<typeof storeFolder>>;
let app: TestApp;
let school: Awaited<ReturnType<typeof startSchool>>;
let gateway: ChildProcess;
let url: string;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "class-groups-grafbase-"));
  store = await storeFolder();
  [app, school] = await Promise.all([startApp({ folder: store.path }), startSchool(0)]);
  await writeFile(join(folder, "class-groups.graphql"), buildSubgraph().sdl);
  await writeFile(join(folder, "school.graphql"), school.sdl);
  await writeFile(
    join(folder, "grafbase.toml"),
    `[subgraphs.class-groups]\nurl = "${app.url}"\nschema_path = "class-groups.graphql"\n\n[subgraphs.school]\nurl = "${school.url}"\nschema_path = "school.graphql"\n`,
  );
  const port = await freePort();
  url = `http://127.0.0.1:${port}/graphql`;
  gateway = spawn(
    toolPath("@grafbase/cli-x86_64-unknown-linux-musl/grafbase"),
    ["--home", folder, "dev", "-c", join(folder, "grafbase.toml"), "-p", String(port)],
    { cwd: folder, stdio: "ignore" },
  );
  await waitUntil(
    () =>
      sendTo(url, "{ __typename }").then(
        ({ status }) => status === 200,
        () => false,
      ),
    { timeoutMs: 60_000, what: "Grafbase listens" },
  );
});
afterAll(async () => {
  gateway.kill("SIGKILL");
  await Promise.all([app.close(), school.close()]);
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

test("Grafbase joins a roster with the school's users", async () => {
  const { data, errors } = await sendTo<any>(
    url,
    '{ course(id: "561294") { title group { name members(first: 2) { edges { node { userId role user { fullName } } } } } } }',
  );
  expect(errors).toEqual([]);
  expect(data.course).toMatchObject({ title: "Algebra, second year", group: { name: "Algebra 2B" } });
  expect(data.course.group.members.edges[0].node).toMatchObject({
    userId: "teacher_li",
    role: "OWNER",
    user: { fullName: expect.stringContaining("Li Minghua") },
  });
});

test("mutation failures are returned as data", async () => {
  const { data } = await sendTo<any>(
    url,
    'mutation { syncClassNicknames(courseId: "561296") { __typename ... on MutationError { message } } }',
  );
  expect(data.syncClassNicknames).toEqual({ __typename: "CourseDeletedError", message: expect.any(String) });
});

test("a subscription works through server-sent events, to its end", async () => {
  const updates = Array.from({ length: 3 }, (_, index) => ({
    groupId: "course-561294",
    userId: studentAccount(index + 1),
    nameCard: `card ${index}`,
  }));
  const { data } = await sendTo(url, StartBulkGroupMemberUpdateDocument, {
    input: { updates, idempotencyKey: randomUUID() },
  });
  const started = data?.startBulkGroupMemberUpdate;
  if (started?.__typename !== "StartBulkOperationSuccess") throw new Error("not started");
  await using stream = await subscribeTo(
    url,
    `subscription { bulkOperationProgressed(id: "${started.operation.id}") { state progress { succeeded } } }`,
    {},
  );
  await stream.ended;
  expect(stream.results.flatMap(({ errors = [] }) => errors)).toEqual([]);
  expect(stream.results.at(-1)?.data).toEqual({
    bulkOperationProgressed: { state: "COMPLETED", progress: { succeeded: 3 } },
  });
});
