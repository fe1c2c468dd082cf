import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { studentAccount } from "../../src/simulator/names.js";
import { type Simulator, startSimulator } from "../../src/simulator/simulator.js";
import { sendTo } from "../support/app.js";
import { BulkServer, environmentFor } from "../support/bulk-server.js";
import { untilHeld } from "../support/held-calls.js";
import { PATIENTLY } from "../support/patiently.js";
import { outcomesOf, RENAME } from "../support/rename.js";
import { storeFolder } from "../support/store.js";

const [EDIT, SYNC, UPDATE] = [
  "editSchoolStudent",
  "modifyCourseStudentNickName",
  "modify_group_member_info",
] as const;
const MEMBERS = 1_000;
const SLOW = 120_000;

let simulator: Simulator;
let folder: Awaited<ReturnType<typeof storeFolder>>;
let server: BulkServer;
beforeAll(async () => {
  folder = await storeFolder();
  simulator = await startSimulator({
    school: aSchool({
      courses: [aCourse({ id: "501", students: [{ uid: "1001", registeredName: "Old" }] })],
      groups: [
        aGroup({ id: "class", members: [{ userId: "anna", nameCard: "old" }] }),
        aGroup({ id: "year", members: MEMBERS }),
      ],
    }),
  });
  start();
}, SLOW);
afterEach(() => simulator.faults.clear());
afterAll(async () => {
  await server.kill();
  await simulator.close();
  await folder[Symbol.asyncDispose]();
});

function start(): void {
  server = new BulkServer(environmentFor(simulator, { DATA_DIR: folder.path }));
}
async function killAndRestart(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
  await server.kill(signal);
  simulator.faults.clear();
  start();
}
const calls = (operation: string) => simulator.calls.list({ operation }).length;
const send = async (query: string, variables: Record<string, unknown>) =>
  sendTo<any>(await server.url(), query, variables);
/** A slow machine's store may miss its deadline. Then the client repeats the request, as it is told to. */
async function rename(name: string): Promise<any> {
  const input = { userId: "anna", classinUid: "1001", name, idempotencyKey: name };
  for (;;) {
    const { data } = await send(RENAME, { input });
    if (data.renamed.__typename !== "StoreUnavailableError") return data.renamed;
  }
}

test.each([
  ["before", EDIT, "Anna A", [2, 1, 1]],
  ["after", EDIT, "Anna B", [2, 1, 1]],
  ["after", SYNC, "Anna C", [1, 2, 1]],
  // The card is right already when the step is made again, so it is not written.
  ["after", UPDATE, "Anna D", [1, 1, 1]],
] as const)(
  "a rename whose process dies %s the vendor made %s is completed by the next one",
  async (stage, operation, name, times) => {
    simulator.calls.clear();
    const hold = simulator.faults.add({ operation, kind: "hold", stage });
    const lost = rename(name).catch(() => "no answer");
    await untilHeld({ simulator }, hold, 1);
    await killAndRestart();
    expect(await lost).toBe("no answer");
    const renamed = await rename(name);
    expect(renamed.__typename).toBe("RenameStudentSuccess");
    expect(outcomesOf(renamed)).toEqual(["SUCCEEDED", "SUCCEEDED", "SUCCEEDED", "SUCCEEDED"]);
    // Steps that were done before are not made again.
    expect([EDIT, SYNC, UPDATE].map(calls)).toEqual(times);
    const { courses, groups } = simulator.world;
    expect(courses.get("501")?.students[0]).toMatchObject({ registeredName: name, nickname: name });
    expect(groups.get("class")?.members.get("anna")?.nameCard).toBe(name);
  },
  SLOW,
);

const SET = `mutation ($names: [OfficialNameInput!]!) { setOfficialNames(input: { names: $names }) { __typename } }`;
const START = `mutation { started: startGroupNameSync(input: { groupIds: ["year"], idempotencyKey: "crashes" }) {
  ... on StartBulkOperationSuccess { operation { id } } } }`;
const RESULT = `query ($id: ID!) { bulkOperation(id: $id) { finishedAt ... on GroupNameSyncOperation { items { nodes {
  outcome result { __typename ... on SyncGroupNamesSuccess { setCount matchingCount unnamedCount } } } } } } }`;

test(
  "a group sync whose process dies, is stopped, and dies again sets every card, and counts each once",
  async () => {
    const students = Array.from({ length: MEMBERS - 1 }, (_, index) => studentAccount(index + 1));
    const names = students.map((userId, index) => ({ userId, name: `Student ${index}` }));
    expect((await send(SET, { names })).data.setOfficialNames.__typename).toBe("SetOfficialNamesSuccess");
    simulator.calls.clear();
    const { id } = (await send(START, {})).data.started.operation;
    for (const [killAt, signal] of [
      [150, "SIGKILL"],
      [400, "SIGTERM"],
      [700, "SIGKILL"],
    ] as const) {
      await expect.poll(() => calls(UPDATE), PATIENTLY).toBeGreaterThanOrEqual(killAt);
      await killAndRestart(signal);
    }
    const result = async () => (await send(RESULT, { id })).data.bulkOperation;
    await expect.poll(async () => (await result()).finishedAt !== null, PATIENTLY).toBe(true);
    expect((await result()).items.nodes).toEqual([
      {
        outcome: "SUCCEEDED",
        result: {
          __typename: "SyncGroupNamesSuccess",
          setCount: students.length,
          matchingCount: 0,
          unnamedCount: 1,
        },
      },
    ]);
    const { members } = simulator.world.groups.get("year") ?? {};
    expect(students.map((userId) => members?.get(userId)?.nameCard)).toEqual(names.map(({ name }) => name));
    // A card that was set before the death is right, so it is not written again. At most 20 were on their way.
    expect(calls(UPDATE)).toBeLessThanOrEqual(students.length + 2 * 20);
  },
  SLOW,
);
